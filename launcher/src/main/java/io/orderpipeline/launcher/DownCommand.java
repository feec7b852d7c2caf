package io.orderpipeline.launcher;

import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackLock;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Stops the stack. Afterwards no process of it is left, whatever state it was in before. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stop the brokers and the registry. Their data stay for the next `up`.",
        footer = {
            "",
            "Examples:",
            "  pipeline down              stop, and keep the topics and schemas",
            "  pipeline down --delete     stop, and delete data, logs and state"
        })
final class DownCommand implements Callable<Integer> {

    @Option(names = "--delete", description = "Also delete the data, the logs and the state.")
    private boolean delete;

    @Spec private CommandSpec spec;

    @ParentCommand private Main main;

    /** Set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    DownCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String done = StackLock.holding(main.stackHome(), "pipeline down", this::stop);
        out.println(done);
        out.flush();
        return ExitCode.OK;
    }

    private String stop() {
        return LocalStack.find(main.stackHome())
                .map(this::stop)
                .orElse("There is no stack to stop.");
    }

    private String stop(LocalStack stack) {
        long running = stack.members().filter(member -> member.isAlive()).count();
        if (delete) {
            stack.delete();
            return "Stopped %d process(es) and deleted %s.".formatted(running, stack.home());
        }
        stack.stop();
        return running == 0
                ? "The stack was not running; its data are in " + stack.home() + "."
                : "Stopped %d process(es); the data stay in %s.".formatted(running, stack.home());
    }
}
