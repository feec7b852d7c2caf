package io.orderpipeline.launcher.query;

import io.orderpipeline.launcher.client.AppAddress;
import io.orderpipeline.launcher.client.AppClient;
import io.orderpipeline.launcher.client.RefusalException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that asks the app and prints what it says; what it refuses goes to stderr. */
public abstract class AskingCommand implements Callable<Integer> {

    protected static final int OK = 0;

    /** Not everything that was asked for is there. */
    protected static final int PARTIAL = 1;

    @Mixin private AppAddress app;

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    protected AskingCommand() {}

    @Override
    public final Integer call() {
        try {
            return ask(app.client());
        } catch (RefusalException refused) {
            tell(String.valueOf(refused.getMessage()));
            return refused.exitCode();
        }
    }

    /** Asks, prints, and says how it went. */
    protected abstract int ask(AppClient client);

    /** Where answers go. */
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Whether somebody still reads the answers: {@code head} leaves when it has enough. */
    protected final boolean isRead() {
        return !out().checkError() && !System.out.checkError();
    }

    /** Says something that is no part of the answer. */
    protected final void tell(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    /** For options that are each in order, but not together. */
    protected final ParameterException misused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    final CommandSpec spec() {
        return spec;
    }
}
