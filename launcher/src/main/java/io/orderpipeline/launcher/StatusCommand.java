package io.orderpipeline.launcher;

import io.orderpipeline.stack.LocalStack;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows what runs. Every member is asked, so "running" means that it answers. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Show the processes of the stack: whether they run and answer, where they listen,"
                        + " where their logs are. Exit code 1 unless all of them answer.",
        footer = {
            "",
            "Examples:",
            "  pipeline status",
            "  pipeline status --json | jq -r .bootstrapServers"
        })
final class StatusCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print a JSON document instead of a table.")
    private boolean json;

    @Spec private CommandSpec spec;

    @ParentCommand private Main main;

    /** Set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    StatusCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<StackReport> report = LocalStack.find(main.stackHome()).map(StackReport::of);
        if (json) {
            out.println(
                    report.map(StackReport::json).orElse("{\"healthy\": false, \"members\": []}"));
        } else {
            out.print(report.map(StackReport::table).orElse(""));
            out.println(advice(report));
        }
        out.flush();
        return report.filter(StackReport::isHealthy).isPresent()
                ? ExitCode.OK
                : ExitCode.CHECK_FAILED;
    }

    private static String advice(Optional<StackReport> report) {
        if (report.isEmpty() || report.get().isStopped()) {
            return "No stack is running. Start one with `pipeline up`.";
        }
        return report.get().isHealthy()
                ? "All processes answer."
                : "Not all processes answer. `pipeline up` starts what is missing.";
    }
}
