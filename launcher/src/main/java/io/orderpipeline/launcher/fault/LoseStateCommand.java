package io.orderpipeline.launcher.fault;

import io.orderpipeline.launcher.rebuild.LocalState;
import io.orderpipeline.launcher.rebuild.RefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes what an app that was stopped or killed has left on its disk. */
@Command(
        name = "lose-state",
        mixinStandardHelpOptions = true,
        description =
                "Delete the state directory of an app that was stopped or killed, as a lost disk would.",
        footer = {
            "",
            "Examples:",
            "  pipeline fault lose-state --state-dir .pipeline/state",
            "",
            "The topics still have everything: the audit stays green, and the app restores its",
            "stores from them when it starts. Together with a damaged changelog: pipeline rebuild."
        })
final class LoseStateCommand implements Callable<Integer> {

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            required = true,
            description = "The app's state.dir; refused while a living process is in it.")
    private Path stateDir;

    @Option(names = "--json", description = "Print a JSON document.")
    private boolean json;

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    LoseStateCommand() {}

    @Override
    public Integer call() {
        try (LocalState state = LocalState.take(stateDir)) {
            List<Path> deleted = state.deleteAll();
            report(deleted).print(spec.commandLine().getOut(), json);
            return 0;
        } catch (RefusedException refused) {
            spec.commandLine().getErr().println(refused.getMessage());
            return 1;
        }
    }

    private FaultReport report(List<Path> deleted) {
        return new FaultReport(
                "lose-state",
                "everything in %s was deleted".formatted(stateDir),
                deleted.size(),
                deleted.stream().map(Path::toString).toList(),
                "the audit stays green: the topics have it all. The app restores from them and is"
                        + " ready later than otherwise (GET /health/ready)",
                "./pipeline app (and ./pipeline rebuild, when a changelog is damaged as well)");
    }
}
