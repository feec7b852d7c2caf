package io.orderpipeline.launcher.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.orderpipeline.generation.ChangeRefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command about generations; a refusal goes to stderr and is exit code 1. */
abstract class GenerationCommand implements Callable<Integer> {

    static final int OK = 0;
    static final int FAILED = 1;

    static final String EXIT_CODES =
            "Exit codes: 0 it worked; 1 refused, or generations differ; 2 the command line is wrong;";

    static final String MORE_EXIT_CODES =
            "3 the brokers, the registry or the app cannot be reached or do not answer in time.";

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Mixin private PipelineAddress address;

    @Option(names = "--json", description = "Print the result as a JSON document.")
    private boolean json;

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    GenerationCommand() {}

    @Override
    public final Integer call() throws Exception {
        try {
            return run(address);
        } catch (RefusedException | ChangeRefusedException refused) {
            tell(String.valueOf(refused.getMessage()));
            return FAILED;
        } catch (IOException nobody) {
            throw new UncheckedIOException(
                    "the app does not answer; start it with `pipeline app`, or name an instance with --url",
                    nobody);
        }
    }

    abstract int run(PipelineAddress pipeline) throws IOException, InterruptedException;

    final boolean json() {
        return json;
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    final CommandSpec spec() {
        return spec;
    }

    /** The document, or what people are to read of it. */
    final void print(Object document, String text) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? JSON.writeValueAsString(document) + System.lineSeparator() : text);
        out.flush();
    }

    /** Says something that is no part of the result. */
    final void tell(String line) {
        err().println(line);
        err().flush();
    }

    final ParameterException misused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /** Who acts; it stays in the table. */
    final String person(Optional<String> by) {
        return by.or(() -> Optional.ofNullable(System.getenv("USER")))
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> misused("Who does this? Say so with --by NAME."));
    }
}
