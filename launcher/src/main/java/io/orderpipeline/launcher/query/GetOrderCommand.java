package io.orderpipeline.launcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.launcher.client.AppClient;
import io.orderpipeline.launcher.client.RequestPath;
import io.orderpipeline.launcher.text.OrderText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one order. */
@Command(
        name = "order",
        mixinStandardHelpOptions = true,
        description =
                "Show an order: as it is now, as its events up to an instant made it, or as soon as it"
                        + " has a version.",
        footer = {
            "",
            "Examples:",
            "  pipeline get order o-17",
            "  pipeline get order o-17 --json | jq -r .status",
            "  pipeline get order o-17 --as-of 2026-11-25T06:00:00Z",
            "  pipeline get order o-17 --min-version 2 --wait 10s",
            "",
            QueryCommand.EXIT_CODES,
            QueryCommand.MORE_EXIT_CODES
        })
final class GetOrderCommand extends QueryCommand {

    @Parameters(paramLabel = "ID", converter = Arguments.Id.class, description = "The order's id.")
    private String orderId;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            converter = Arguments.Moment.class,
            description =
                    "As of then, for example 2026-11-25T06:00:00Z. The answer says whether it is"
                            + " settled, or events of that time may still come.")
    private Optional<Instant> asOf;

    @Option(
            names = "--min-version",
            paramLabel = "N",
            converter = Arguments.Count.class,
            description = "Wait until the order has this version, or a later one.")
    private Optional<Integer> minVersion;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = Arguments.Wait.class,
            description = "How long to wait for --min-version, 0s to 30s (default: 5s).")
    private Optional<Duration> wait;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    GetOrderCommand() {}

    @Override
    protected int ask(AppClient client) {
        if (asOf.isPresent() && minVersion.isPresent()) {
            throw misused("Either --as-of or --min-version: what was then does not change.");
        }
        if (wait.isPresent() && minVersion.isEmpty()) {
            throw misused("--wait says how long to wait for --min-version.");
        }
        RequestPath path =
                RequestPath.to("orders", orderId)
                        .with("asOf", asOf)
                        .with("minVersion", minVersion)
                        .with("waitMs", wait.map(Duration::toMillis));
        JsonNode order = answer(client, path, wait.orElse(Duration.ZERO));
        print(order, palette -> OrderText.details(palette, order));
        return OK;
    }
}
