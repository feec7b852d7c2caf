package io.orderpipeline.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.orderpipeline.sim.ledger.Ledgers;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simulate}: sends seeded order traffic and keeps a ledger of what was acknowledged. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Sends simulated order traffic, the same for the same seed and options.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  simulate --orders 1000                       mischief as in the incident",
            "  simulate --orders 1000 --scenario calm       nothing goes wrong",
            "  simulate --orders 20000 --seed 42 --rate 0   repeatable, as fast as possible",
            "  simulate --orders 100 --poison 50 --json     the figures as a document",
            "  simulate --scenario incident                 the night of the 8,342 lost payments,",
            "                                               beside a map store as it was then",
            "",
            "Exit codes: 0 sent, 1 the late confirmations were not sent because payments were still",
            "open, 2 usage, 3 broker, topics or registry missing, 130 interrupted."
        })
public final class SimulateCommand implements Callable<Integer> {

    private static final int USUAL_ORDERS = 1_000;
    private static final int INCIDENT_ORDERS = 20_000;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--orders",
            paramLabel = "N",
            description = "How many orders (default: 1000, of the incident 20000).")
    private @Nullable Integer orders;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "" + SimulationOptions.DEFAULT_RATE,
            description =
                    "Records per second, 0 for as fast as possible (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "What all chance derives from (default: a new one, printed first).")
    private @Nullable Long seed;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "mischief",
            description =
                    "Defaults for the options below, and whether the gateway drops"
                            + " confirmations: calm, mischief or incident (default:"
                            + " ${DEFAULT-VALUE}).")
    private String scenario = "";

    @Mixin private MischiefFlags mischief = new MischiefFlags();

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "180",
            description =
                    "How long to wait in the end until all outcomes are there and all payments"
                            + " tracked, recovered or refunded, 0 for not at all (default:"
                            + " ${DEFAULT-VALUE}).")
    private int settleSeconds;

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "Where to keep the ledger (default: a new file in .pipeline/ledgers).")
    private @Nullable Path ledger;

    @Option(names = "--json", description = "Print the result as a JSON document.")
    private boolean json;

    @Mixin private ConnectionFlags connection = new ConnectionFlags();

    @Override
    public Integer call() throws Exception {
        CommandSpec command = Objects.requireNonNull(spec);
        return ExitCodes.of(command.commandLine(), () -> simulate(options(), command));
    }

    private SimulationOptions options() {
        long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1, 1L << 40) : seed;
        Scenario named = Scenario.of(scenario);
        return new SimulationOptions(
                new TrafficOptions(
                        chosen, ordersOf(named), mischief.over(named.mischief()), named.incident()),
                connection.connection(),
                rate,
                Duration.ofSeconds(settleSeconds),
                Optional.ofNullable(ledger));
    }

    private int ordersOf(Scenario named) {
        if (orders != null) {
            return orders;
        }
        return named.incident() ? INCIDENT_ORDERS : USUAL_ORDERS;
    }

    private int simulate(SimulationOptions options, CommandSpec command)
            throws JsonProcessingException {
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        PrintWriter first = json ? err : out;
        first.println("seed " + options.traffic().seed());
        first.flush();
        warnOfRepetition(options.traffic().seed(), err);
        try (Interrupt interrupt = Interrupt.watch()) {
            Watched watched = watched(options, interrupt, err);
            if (watched.result().complete() && options.traffic().incident()) {
                compare(watched.result(), options, interrupt, out);
            } else {
                print(watched.result(), out);
            }
            return watched.exitCode();
        }
    }

    private record Watched(SimulationResult result, boolean stopped) {

        int exitCode() {
            if (result.complete()) {
                return ExitCodes.OK;
            }
            return stopped ? ExitCodes.INTERRUPTED : ExitCodes.FAILED;
        }
    }

    private static void warnOfRepetition(long seed, PrintWriter err) {
        List<Path> before = Ledgers.standard().of(seed);
        if (!before.isEmpty()) {
            err.println(
                    "note: this seed has been sent before ("
                            + before.get(before.size() - 1)
                            + "); on the same topics its commands are duplicates now");
        }
    }

    private static Watched watched(
            SimulationOptions options, Interrupt interrupt, PrintWriter err) {
        try (ProgressDisplay display = new ProgressDisplay(err)) {
            Simulation simulation = new Simulation(options, display::show);
            interrupt.onSignal(simulation::stop);
            return new Watched(simulation.run(), simulation.stopped());
        }
    }

    /** What the same traffic does to the store that the incident had. */
    private void compare(
            SimulationResult result,
            SimulationOptions options,
            Interrupt interrupt,
            PrintWriter out)
            throws JsonProcessingException {
        interrupt.onSignal(Thread.currentThread()::interrupt);
        try {
            IncidentReport report =
                    IncidentReport.of(result, options.connection(), options.traffic());
            print(json ? report : SimulationTable.of(result) + report.table(), out);
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
            print(result, out);
        }
    }

    private void print(SimulationResult result, PrintWriter out) throws JsonProcessingException {
        print(json ? result : SimulationTable.of(result), out);
    }

    /** A text as it is, a document as JSON. */
    private static void print(Object shown, PrintWriter out) throws JsonProcessingException {
        if (shown instanceof String text) {
            out.print(text);
        } else {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            out.println(mapper.writeValueAsString(shown));
        }
        out.flush();
    }
}
