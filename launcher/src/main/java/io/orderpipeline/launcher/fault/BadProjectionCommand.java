package io.orderpipeline.launcher.fault;

import io.orderpipeline.launcher.rebuild.Consent;
import io.orderpipeline.launcher.rebuild.RefusedException;
import io.orderpipeline.runtime.AppCommand;
import io.orderpipeline.runtime.config.AppConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Runs the app as it would be with a mistake in its projection. */
@Command(
        name = "bad-projection",
        mixinStandardHelpOptions = true,
        description =
                "Run the app with a mistake in its projection, as if that had been deployed: shipments"
                        + " and reasons of cancellations are forgotten. Until it is stopped, every"
                        + " order that something happens to gets a wrong view.",
        customSynopsis = "pipeline fault bad-projection [the options of pipeline app]",
        footer = {
            "",
            "Examples:",
            "  pipeline fault bad-projection                  instead of: pipeline app",
            "  pipeline fault bad-projection --http-port 8090 --state-dir .pipeline/second",
            "",
            "Find the damage: pipeline audit --url URL, row I10. Repair it: stop this, start",
            "pipeline app with the same options, then pipeline replay --promote."
        })
final class BadProjectionCommand implements Callable<Integer> {

    @Option(names = "--yes", description = "Also where the brokers are not on this machine.")
    private boolean yes;

    @Unmatched private List<String> appOptions = new ArrayList<>();

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    BadProjectionCommand() {}

    @Override
    public Integer call() {
        CommandLine outer = spec.commandLine();
        return new CommandLine(new AppCommand(new ForgetfulProjection(), this::consent))
                .setDefaultValueProvider(outer.getDefaultValueProvider())
                .setExecutionExceptionHandler(this::refuse)
                .setOut(outer.getOut())
                .setErr(outer.getErr())
                .execute(appOptions.toArray(String[]::new));
    }

    private void consent(AppConfig config) {
        Consent.require(config.cluster().bootstrapServers(), yes, "wrong views would be written");
        spec.commandLine()
                .getErr()
                .println(
                        "This app forgets shipments and reasons of cancellations. To repair what it does:"
                                + " stop it, start ./pipeline app, then ./pipeline replay --promote.");
    }

    private int refuse(Exception thrown, CommandLine app, ParseResult parsed) throws Exception {
        if (thrown instanceof RefusedException refused) {
            app.getErr().println(refused.getMessage());
            return 1;
        }
        return spec.commandLine()
                .getExecutionExceptionHandler()
                .handleExecutionException(thrown, app, parsed);
    }
}
