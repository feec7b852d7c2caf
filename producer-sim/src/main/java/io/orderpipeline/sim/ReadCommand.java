package io.orderpipeline.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.orderpipeline.sim.ledger.Ledgers;
import io.orderpipeline.sim.reads.Reading;
import io.orderpipeline.sim.reads.ReadingOptions;
import io.orderpipeline.sim.reads.ReadingResult;
import io.orderpipeline.sim.traffic.Limits;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code read}: asks the app at random beside the traffic and keeps what it was told. */
@Command(
        name = "read",
        mixinStandardHelpOptions = true,
        description = {
            "Asks the HTTP API at random for orders that ledgers plan: now, from a version on, as of",
            "an instant, their history, lists. What it was told is kept beside those ledgers, and",
            "`audit` checks every answer against the log (I11)."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  read                                          200 questions per second for 30 s",
            "  read --url http://127.0.0.1:8080,http://127.0.0.1:8090",
            "                                                each question to one of two instances",
            "  read --duration 10m --sessions 16 --rate 0    as fast as 16 clients can",
            "  read --seed 42 --json                         repeatable, the figures as a document",
            "",
            "Exit codes: 0 questions were asked, whatever the answers, 1 none was, 2 usage,",
            "3 a ledger cannot be read or written, 130 interrupted."
        })
public final class ReadCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL[,URL..]",
            split = ",",
            defaultValue = "http://127.0.0.1:8080",
            description = "The app's instances (default: ${DEFAULT-VALUE}).")
    private List<String> urls = List.of();

    @Option(
            names = "--ledger",
            paramLabel = "DIR",
            description =
                    "Folder of the ledgers whose orders are asked for, and of what comes of it"
                            + " (default: .pipeline/ledgers).")
    private @Nullable Path folder;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "What all chance derives from (default: a new one, printed first).")
    private @Nullable Long seed;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many clients ask, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int sessions;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "200",
            description =
                    "Questions per second of all clients together, 0 for as fast as possible"
                            + " (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long, up to 1d (default: ${DEFAULT-VALUE}).")
    private Duration duration = ReadingOptions.DEFAULT_DURATION;

    @Option(names = "--json", description = "Print the result as a JSON document.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        CommandSpec command = Objects.requireNonNull(spec);
        return ExitCodes.of(command.commandLine(), () -> read(options(), command));
    }

    private ReadingOptions options() {
        return new ReadingOptions(
                urls.stream().map(ReadCommand::address).toList(),
                folder == null ? Ledgers.standard().folder() : folder,
                new ReadingOptions.Pace(sessions, rate),
                duration,
                seed == null ? ThreadLocalRandom.current().nextLong(1, 1L << 40) : seed);
    }

    private static URI address(String url) {
        try {
            return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        } catch (IllegalArgumentException e) {
            throw Limits.refused("--url", url, "http://HOST:PORT[,..]");
        }
    }

    private int read(ReadingOptions options, CommandSpec command) throws JsonProcessingException {
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        PrintWriter first = json ? err : out;
        first.println("seed " + options.seed());
        first.flush();
        try (Interrupt interrupt = Interrupt.watch();
                ProgressDisplay display = new ProgressDisplay(err)) {
            Reading reading = new Reading(options, display::show);
            interrupt.onSignal(reading::requestStop);
            ReadingResult result = reading.run();
            print(result, out);
            return exitCode(result, reading.stopped());
        }
    }

    private static int exitCode(ReadingResult result, boolean stopped) {
        if (stopped) {
            return ExitCodes.INTERRUPTED;
        }
        return result.answers().total() > 0 ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private void print(ReadingResult result, PrintWriter out) throws JsonProcessingException {
        if (json) {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            out.println(mapper.writeValueAsString(result));
        } else {
            out.print(ReadingTable.of(result));
        }
        out.flush();
    }
}
