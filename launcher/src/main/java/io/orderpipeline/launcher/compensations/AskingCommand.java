package io.orderpipeline.launcher.compensations;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks the app and prints what it says. */
abstract class AskingCommand implements Callable<Integer> {

    static final int OK = 0;

    @Mixin private AppOptions app;

    @Spec CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    AskingCommand() {}

    @Override
    public final Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            return ask(app.client());
        } catch (RefusalException refused) {
            err.println(refused.getMessage());
            err.flush();
            return refused.exitCode();
        }
    }

    /** Asks, prints, and says how it went. */
    abstract int ask(AppClient client);

    /** Prints the document, or what people are to read of it. */
    final void print(JsonNode document, String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(app.json() ? document.toPrettyString() + System.lineSeparator() : text);
        out.flush();
    }
}
