package io.orderpipeline.launcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.launcher.client.AppClient;
import io.orderpipeline.launcher.client.Patience;
import io.orderpipeline.launcher.client.RefusalException;
import io.orderpipeline.launcher.client.RequestPath;
import io.orderpipeline.launcher.text.StatsText;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the totals of the pipeline. */
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        description =
                "Show the instances and their roles, orders by status, transactions by state, events"
                        + " per second, the lag of each role, and the generation of the views.",
        footer = {
            "",
            "Examples:",
            "  pipeline stats",
            "  pipeline stats --watch            every 2 s, until Ctrl-C",
            "  pipeline stats --watch 10s --json | jq -c .lag",
            "",
            "With --watch, JSON is one document a line, an app that does not answer is asked",
            "again for a minute, and the last answer decides the exit code. Ctrl-C: 130.",
            QueryCommand.EXIT_CODES,
            QueryCommand.MORE_EXIT_CODES
        })
public final class StatsCommand extends QueryCommand {

    /** Empties the screen and puts the cursor into its corner (ECMA-48: CUP, ED). */
    private static final String FRESH_SCREEN = "\u001b[H\u001b[2J";

    @Option(
            names = "--watch",
            paramLabel = "TIME",
            arity = "0..1",
            fallbackValue = "2s",
            converter = Arguments.Period.class,
            description = "Ask again and again, with this time between: 1s to 1h (default: 2s).")
    private Optional<Duration> watch;

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = Arguments.Count.class,
            description = "With --watch: end after N answers.")
    private Optional<Integer> count;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    public StatsCommand() {}

    @Override
    protected int ask(AppClient client) {
        if (count.isPresent() && watch.isEmpty()) {
            throw misused("--count says how many answers --watch waits for.");
        }
        JsonNode first = stats(client);
        if (watch.isEmpty()) {
            print(first, palette -> StatsText.of(palette, first));
            return completeness(first.path("missing"));
        }
        return watch(client, first, watch.get());
    }

    private int watch(AppClient client, JsonNode first, Duration period) {
        Patience patience = new Patience();
        int exitCode = show(first);
        int shown = 1;
        while (shown < count.orElse(Integer.MAX_VALUE) && isRead()) {
            Patience.sleep(period);
            Optional<JsonNode> stats = statsOrNotice(client, patience);
            if (stats.isPresent()) {
                exitCode = show(stats.get());
                shown++;
            }
        }
        return exitCode;
    }

    private Optional<JsonNode> statsOrNotice(AppClient client, Patience patience) {
        try {
            JsonNode stats = stats(client);
            patience.answered();
            return Optional.of(stats);
        } catch (RefusalException refused) {
            return notice(refused, patience.isOver() || !refused.isPassing());
        } catch (UncheckedIOException unreachable) {
            return notice(unreachable, patience.isOver());
        }
    }

    private Optional<JsonNode> notice(RuntimeException failure, boolean forGood) {
        if (forGood) {
            throw failure;
        }
        tell(String.valueOf(failure.getMessage()));
        return Optional.empty();
    }

    private int show(JsonNode stats) {
        if (json()) {
            out().println(stats);
        } else {
            String before = terminal().present() ? FRESH_SCREEN : "";
            out().println(before + StatsText.of(palette(), stats));
        }
        out().flush();
        return completeness(stats.path("missing"));
    }

    private static JsonNode stats(AppClient client) {
        return client.get(RequestPath.to("stats"));
    }
}
