package io.orderpipeline.launcher.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.sim.client.Connection;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command about dead letters: where the topics are, and in which form it answers. */
abstract class LettersCommand implements Callable<Integer> {

    static final int OK = 0;

    /** Something was refused, or is not there. */
    static final int REFUSED = 1;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT[,..]",
            defaultValue = "127.0.0.1:9092",
            description = "Brokers. Default: the running stack, else ${DEFAULT-VALUE}.")
    private String bootstrap;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8081/apis/ccompat/v7",
            description = "Schema registry. Default: the running stack's, else ${DEFAULT-VALUE}.")
    private String registry;

    @Option(names = "--json", description = "Print a JSON document instead of text.")
    private boolean json;

    @Spec private CommandSpec spec;

    private boolean missing;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    LettersCommand() {}

    final Connection connection() {
        return Connection.to(bootstrap, registry);
    }

    final boolean json() {
        return json;
    }

    /** Prints the document, or what people are to read of it. */
    final void print(JsonNode document, String text) {
        out().print(json ? document.toPrettyString() + System.lineSeparator() : text);
        out().flush();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Says something that is no part of the answer. */
    final void tell(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    /** What stands at these places; what does not is told. */
    final List<Letter> chosen(List<RecordPlace> places, Letters letters) {
        List<Letter> chosen = new ArrayList<>();
        for (RecordPlace place : places) {
            List<Letter> found = letters.at(place);
            if (found.isEmpty()) {
                missing = true;
                tell(
                        "There is no dead letter %s; `pipeline dead-letters list --state any` names them."
                                .formatted(place));
            }
            found.stream().filter(letter -> !chosen.contains(letter)).forEach(chosen::add);
        }
        return chosen;
    }

    /** Whether a place that was asked for holds no letter. */
    final boolean anyMissing() {
        return missing;
    }

    /** For options that are each in order, but not together. */
    final ParameterException misused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
