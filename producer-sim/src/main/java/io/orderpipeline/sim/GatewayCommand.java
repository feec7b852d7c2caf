package io.orderpipeline.sim;

import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.Preflight;
import io.orderpipeline.sim.gateway.FileBook;
import io.orderpipeline.sim.gateway.GatewayFaults;
import io.orderpipeline.sim.gateway.PaymentGateway;
import io.orderpipeline.sim.ledger.Ledgers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gateway}: the payment gateway's refund desk on its own, until it is interrupted. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = {
            "Gives money back as payment.refund asks for it, once for each transaction, and journals",
            "it on payment.transaction. Runs until Ctrl-C. `simulate` has a desk of its own while it",
            "runs; one pipeline has one desk at a time."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gateway                       refunds as they are asked for",
            "  gateway --down 120            as a gateway that is out of order for two minutes",
            "  gateway --book other.jsonl    for another pipeline: a book belongs to one",
            "",
            "Exit codes: 1 the desk cannot go on, 2 usage, 3 broker, topics, registry or book",
            "missing or another gateway at work, 130 interrupted."
        })
public final class GatewayCommand implements Callable<Integer> {

    private static final long LOOK_EVERY_MS = 1_000;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--book",
            paramLabel = "FILE",
            description =
                    "What was given back, in the ledger's format; kept for good, or a restart could"
                            + " refund twice (default: .pipeline/gateway-book.jsonl).")
    private @Nullable Path book;

    @Option(
            names = "--down",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "How long to stay closed first, 0 to 3600 (default: ${DEFAULT-VALUE}).")
    private int downSeconds;

    @Mixin private ConnectionFlags connection = new ConnectionFlags();

    /** Where the book is unless told otherwise. */
    static Path standardBook() {
        Path folder = Ledgers.standard().folder().toAbsolutePath().getParent();
        return Objects.requireNonNull(folder).resolve("gateway-book.jsonl");
    }

    @Override
    public Integer call() throws Exception {
        CommandSpec command = Objects.requireNonNull(spec);
        return ExitCodes.of(command.commandLine(), () -> serve(command));
    }

    private int serve(CommandSpec command) throws InterruptedException {
        GatewayFaults faults = GatewayFaults.closedFor(Duration.ofSeconds(downSeconds));
        Connection to = connection.connection();
        Preflight.Destination destination = Preflight.check(to);
        Preflight.requireJournalSchema(to);
        Path file = book == null ? standardBook() : book;
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        try (Interrupt interrupt = Interrupt.watch();
                FileBook opened =
                        FileBook.open(file, destination.topicId(), Ledgers.standard().all());
                PaymentGateway gateway =
                        PaymentGateway.start(to, opened, faults, notice -> say(err, notice))) {
            Thread serving = Thread.currentThread();
            interrupt.onSignal(serving::interrupt);
            say(out, "book " + file + (downSeconds == 0 ? "" : ", down for " + downSeconds + " s"));
            return watch(gateway, out, err);
        }
    }

    private static int watch(PaymentGateway gateway, PrintWriter out, PrintWriter err) {
        PaymentGateway.Tally shown = gateway.tally();
        try {
            while (!gateway.ended(LOOK_EVERY_MS)) {
                if (!gateway.tally().equals(shown)) {
                    shown = gateway.tally();
                    say(err, figures(shown));
                }
            }
        } catch (InterruptedException e) {
            gateway.close();
            say(out, figures(gateway.tally()));
            return ExitCodes.INTERRUPTED;
        }
        throw gateway.failure()
                .orElseGet(() -> new IllegalStateException("the desk closed unasked"));
    }

    static String figures(PaymentGateway.Tally tally) {
        return String.format(
                Locale.ROOT,
                "%,d refunds executed, %,d requests repeated, %,d lost on purpose, %,d refused,"
                        + " %d restarts",
                tally.executed(),
                tally.repeated(),
                tally.lost(),
                tally.refused(),
                tally.deaths());
    }

    private static void say(PrintWriter to, String text) {
        to.println(text);
        to.flush();
    }
}
