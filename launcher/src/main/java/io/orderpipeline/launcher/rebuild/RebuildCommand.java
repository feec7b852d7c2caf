package io.orderpipeline.launcher.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.sim.client.Preflight;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rebuild}: restores a lost or damaged state from the topics. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Restore the lost or damaged state of a stopped role from the topics. The auditor's own"
                        + " fold must agree before anything is written; nothing else is emitted.",
        footer = {
            "",
            "Examples:",
            "  pipeline rebuild decider --dry-run                      what is damaged",
            "  pipeline rebuild decider --state-dir .pipeline/state    and delete the local copy",
            "  pipeline rebuild tracker --set payment.deadline.ms=20000 --json",
            "",
            "Exit codes: 0 the state is right now (a dry run: it was told), 1 refused, or stopped on",
            "the way, having said what was changed by then, 2 the command line is wrong, 3 brokers,",
            "topics or registry are missing."
        })
public final class RebuildCommand implements Callable<Integer> {

    private static final int OK = 0;
    private static final int REFUSED = 1;

    @Parameters(paramLabel = "ROLE", description = "decider or tracker.")
    private StatefulRole role;

    @Option(
            names = "--dry-run",
            description =
                    "Say what is damaged. Needs the role stopped as well, but changes nothing and keeps"
                            + " no app out.")
    private boolean dryRun;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description =
                    "A state directory of a stopped app: the role's folder in it is deleted, because it"
                            + " may be of another time than the changelog. May be repeated.")
    private List<Path> stateDirs = new ArrayList<>();

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description =
                    "How long to wait for members to leave the role's group; those that were killed do"
                            + " so when their session ends (default: ${DEFAULT-VALUE}).")
    private int patienceSeconds;

    @Option(names = "--yes", description = "Also where the brokers are not on this machine.")
    private boolean yes;

    @Option(names = "--json", description = "Print a JSON document.")
    private boolean json;

    @Mixin private AppFlags app = AppFlags.unset();

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    public RebuildCommand() {}

    @Override
    public Integer call() throws JsonProcessingException {
        AppConfig config = app.config();
        try {
            if (!dryRun) {
                Consent.require(
                        config.cluster().bootstrapServers(), yes, "changelogs would be written");
            }
            return rebuild(config);
        } catch (RefusedException refused) {
            tell(String.valueOf(refused.getMessage()));
            return REFUSED;
        }
    }

    private int rebuild(AppConfig config) throws JsonProcessingException {
        Rebuild.Options options =
                new Rebuild.Options(
                        role, config, stateDirs, Duration.ofSeconds(patienceSeconds), dryRun);
        Preflight.Destination unused = Preflight.check(options.connection());
        RebuildReport report = new Rebuild(options, this::tell).run();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            out.println(mapper.writeValueAsString(report));
        } else {
            out.print(report.text(role.group(config.instance().applications())));
        }
        out.flush();
        return OK;
    }

    /** What happens meanwhile is no part of the answer. */
    private void tell(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
