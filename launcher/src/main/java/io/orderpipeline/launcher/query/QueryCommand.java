package io.orderpipeline.launcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.launcher.client.Answer;
import io.orderpipeline.launcher.client.AppClient;
import io.orderpipeline.launcher.client.RequestPath;
import io.orderpipeline.launcher.text.Palette;
import io.orderpipeline.launcher.text.StatsText;
import io.orderpipeline.launcher.text.Terminal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** A question to the app, answered for people or for programs. */
abstract class QueryCommand extends AskingCommand {

    static final String EXIT_CODES =
            "Exit codes: 0 it worked; 1 not found, refused, or only a part of the answer;";

    static final String MORE_EXIT_CODES =
            "2 the command line is wrong; 3 the app cannot be reached or cannot answer now.";

    @Mixin private OutputOptions output;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    QueryCommand() {}

    final Terminal terminal() {
        return Terminal.of(spec().commandLine());
    }

    final boolean json() {
        return output.json(terminal());
    }

    final Palette palette() {
        return output.palette(terminal());
    }

    /**
     * The document at a path. Says on stderr how old it may be, where the owner of the key is gone.
     *
     * @param wait how long the app was asked to wait before it answers
     */
    final JsonNode answer(AppClient client, RequestPath path, Duration wait) {
        Answer answer = client.ask(path, wait);
        answer.stalenessMs()
                .ifPresent(ms -> tell("A standby answered: this may be %d ms old.".formatted(ms)));
        return answer.document();
    }

    /** Prints the document, or what people are to read of it. */
    final void print(JsonNode document, Function<Palette, String> text) {
        out().print(
                        json()
                                ? document.toPrettyString() + System.lineSeparator()
                                : text.apply(palette()));
        out().flush();
    }

    /** What a missing part of the answer comes to; says on stderr which it is. */
    final int completeness(JsonNode missing) {
        Optional<String> partitions = StatsText.numbers(missing);
        partitions.ifPresent(
                numbers ->
                        tell(
                                "This is not everything: partitions %s could not be asked in time."
                                                .formatted(numbers)
                                        + " Ask again; `pipeline stats` shows who owns them."));
        return partitions.isPresent() ? PARTIAL : OK;
    }
}
