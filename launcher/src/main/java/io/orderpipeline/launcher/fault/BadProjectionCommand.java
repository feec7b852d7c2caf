package io.orderpipeline.launcher.fault;

import io.orderpipeline.launcher.rebuild.Consent;
import io.orderpipeline.launcher.rebuild.RefusedException;
import io.orderpipeline.runtime.AppCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT[,..]",
            defaultValue = "127.0.0.1:9092",
            description = "Brokers. Default: the running stack, else ${DEFAULT-VALUE}.")
    private String bootstrap;

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
        try {
            Consent.require(bootstrap, yes, "wrong views would be written");
        } catch (RefusedException refused) {
            outer.getErr().println(refused.getMessage());
            return 1;
        }
        List<String> arguments = new ArrayList<>(List.of("--bootstrap", bootstrap));
        arguments.addAll(appOptions);
        outer.getErr()
                .println(
                        "This app forgets shipments and reasons of cancellations. To repair what it does:"
                                + " stop it, start ./pipeline app, then ./pipeline replay --promote.");
        return new CommandLine(new AppCommand(new ForgetfulProjection()))
                .setDefaultValueProvider(outer.getDefaultValueProvider())
                .setExecutionExceptionHandler(outer.getExecutionExceptionHandler())
                .setOut(outer.getOut())
                .setErr(outer.getErr())
                .execute(arguments.toArray(String[]::new));
    }
}
