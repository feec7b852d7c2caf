package io.orderpipeline.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.orderpipeline.sim.audit.AuditOptions;
import io.orderpipeline.sim.audit.AuditReport;
import io.orderpipeline.sim.audit.AuditTable;
import io.orderpipeline.sim.audit.Auditor;
import io.orderpipeline.sim.audit.DeciderMemory;
import io.orderpipeline.sim.audit.LedgerFiles;
import io.orderpipeline.sim.audit.PaymentDeadline;
import io.orderpipeline.sim.ledger.Ledgers;
import io.orderpipeline.sim.traffic.Limits;
import io.orderpipeline.topic.Applications;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit}: checks the invariants from the topics and the clients' ledgers. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Reads the topics to the end and checks that nothing was lost or invented.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  audit                                   with all ledgers in .pipeline/ledgers",
            "  audit --ledger run.jsonl                with this ledger only",
            "  audit --url http://127.0.0.1:8080       and what the app's views hold (I10)",
            "  audit --settle 0 --json                 as things stand now, as a document",
            "",
            "Exit codes: 0 all hold, 1 one is broken, 2 usage, 3 broker, topics or registry missing."
        })
public final class AuditCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Ledgers to hold against the topics (default: all in .pipeline/ledgers).")
    private List<Path> ledgers = List.of();

    @Option(
            names = "--reads",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Reads ledgers whose answers to check (default: those beside the ledgers).")
    private List<Path> reads = List.of();

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "How long to wait at most until nothing is under way (default:"
                            + " ${DEFAULT-VALUE}).")
    private int settleSeconds;

    @Option(
            names = "--closed-retention",
            paramLabel = "DURATION",
            defaultValue = "7d",
            converter = DurationConverter.class,
            description =
                    "How long the decider keeps closed orders, as in its configuration (default:"
                            + " ${DEFAULT-VALUE}).")
    private Duration closedRetention = DeciderMemory.DEFAULT.closedRetention();

    @Option(
            names = "--command-memory",
            paramLabel = "N",
            defaultValue = "64",
            description =
                    "How many command ids the decider remembers per order, as in its"
                            + " configuration (1 to 10000, default: ${DEFAULT-VALUE}).")
    private int commandMemory;

    @Option(
            names = "--payment-deadline",
            paramLabel = "DURATION",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description =
                    "How long the tracker waits before it compensates, as in its configuration"
                            + " (1s to 7d, default: ${DEFAULT-VALUE}).")
    private Duration paymentDeadline = PaymentDeadline.DEFAULT.deadline();

    @Option(
            names = "--payment-patience",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description =
                    "How long the tracker waits for a silent decider, as in its configuration"
                            + " (1s to 7d, default: ${DEFAULT-VALUE}).")
    private Duration paymentPatience = PaymentDeadline.DEFAULT.patience();

    @Option(
            names = "--application-prefix",
            paramLabel = "PREFIX",
            defaultValue = "order-pipeline",
            description =
                    "What the app's groups, transactions and changelogs begin with, as in its"
                            + " configuration (default: ${DEFAULT-VALUE}).")
    private String applicationPrefix = Applications.DEFAULT.prefix();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "An instance of the app, whose views to hold against the log (I10). Default: that"
                            + " of the context or environment, which is passed over when it does not"
                            + " answer; without one they are left out.")
    private @Nullable URI url;

    @Option(names = "--json", description = "Print the report as a JSON document.")
    private boolean json;

    @Mixin private ConnectionFlags connection = new ConnectionFlags();

    @Override
    public Integer call() throws Exception {
        CommandSpec command = Objects.requireNonNull(spec);
        return ExitCodes.of(
                command.commandLine(), () -> audit(options(), command.commandLine().getOut()));
    }

    private AuditOptions options() {
        ledgers.forEach(file -> requireReadable("--ledger", file));
        reads.forEach(file -> requireReadable("--reads", file));
        return new AuditOptions(
                connection.connection(),
                applications(),
                ledgerFiles(),
                Duration.ofSeconds(settleSeconds),
                new DeciderMemory(closedRetention, commandMemory),
                new PaymentDeadline(paymentDeadline, paymentPatience),
                Optional.ofNullable(url).map(this::app));
    }

    /** A default, such as a context has one, is not what somebody chose. */
    private AuditOptions.App app(URI instance) {
        boolean named =
                Objects.requireNonNull(spec)
                        .commandLine()
                        .getParseResult()
                        .hasMatchedOption("--url");
        return new AuditOptions.App(withoutSlash(instance), named);
    }

    private static URI withoutSlash(URI url) {
        if (url.getScheme() == null || url.getHost() == null) {
            throw Limits.refused("--url", url.toString(), "http://HOST:PORT");
        }
        return URI.create(url.toString().replaceAll("/+$", ""));
    }

    private static void requireReadable(String option, Path file) {
        if (!Files.isReadable(file)) {
            throw Limits.refused(option, file.toString(), "a file that can be read");
        }
    }

    private LedgerFiles ledgerFiles() {
        LedgerFiles files =
                ledgers.isEmpty()
                        ? LedgerFiles.found(Ledgers.standard().all())
                        : LedgerFiles.named(ledgers);
        return reads.isEmpty() ? files : files.withReads(reads);
    }

    private Applications applications() {
        if (!applicationPrefix.matches("[A-Za-z0-9._-]{1,100}")) {
            throw Limits.refused(
                    "--application-prefix",
                    applicationPrefix,
                    "1 to 100 of letters, digits, dot, underscore and hyphen");
        }
        return new Applications(applicationPrefix);
    }

    private int audit(AuditOptions options, PrintWriter out) throws JsonProcessingException {
        AuditReport report = new Auditor(options).audit();
        if (json) {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            out.println(mapper.writeValueAsString(report));
        } else {
            out.print(AuditTable.of(report, Ansi.AUTO));
        }
        out.flush();
        return report.ok() ? ExitCodes.OK : ExitCodes.FAILED;
    }
}
