package io.orderpipeline.launcher.compensations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderpipeline.launcher.client.AppClient;
import io.orderpipeline.launcher.client.RequestPath;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An operator's decision on an escalated transaction. */
abstract class DecisionCommand extends CompensationCommand {

    private static final int UNKNOWN_FATE = 3;

    /** Has it tried again. */
    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description =
                    "Have an escalated transaction tried again from the beginning: its payment is"
                            + " settled or refunded, or it escalates anew.",
            footer = {
                "",
                "Examples:",
                "  pipeline compensations retry t-17 --reason \"the gateway is up again\"",
                "  pipeline compensations retry t-17 --order o-4 --operator ada --reason \"ticket 77\""
            })
    static final class Retry extends DecisionCommand {
        Retry() {
            super("retry");
        }
    }

    /** Says that nothing more is to be done. */
    @Command(
            name = "resolve",
            mixinStandardHelpOptions = true,
            description =
                    "Say that an escalated transaction needs nothing more, because what was to be done"
                            + " was done elsewhere.",
            footer = {
                "",
                "Examples:",
                "  pipeline compensations resolve t-17 --reason \"refunded by hand, ticket 77\""
            })
    static final class Resolve extends DecisionCommand {
        Resolve() {
            super("resolve");
        }
    }

    @Parameters(paramLabel = "TRANSACTION", description = "Its id.")
    private String transactionId;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why; 1 to 500 characters. It stays in the log.")
    private String reason;

    @Option(
            names = "--operator",
            paramLabel = "NAME",
            description = "Who decides; it stays in the log. Default: $USER.")
    private Optional<String> operator;

    @Option(
            names = "--order",
            paramLabel = "ID",
            description = "Which order, where several name the transaction.")
    private Optional<String> order;

    private final String action;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything is called
    private DecisionCommand(String action) {
        this.action = action;
    }

    @Override
    protected final int ask(AppClient client) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("operator", operator()).put("reason", reason);
        order.ifPresent(id -> body.put("orderId", id));
        RequestPath path = RequestPath.to("compensations", transactionId, action);
        JsonNode receipt = client.post(path, body, "op-" + UUID.randomUUID());
        boolean accepted = receipt.path("fate").asText().equals("accepted");
        print(receipt, text(receipt, accepted));
        return accepted ? OK : UNKNOWN_FATE;
    }

    private String operator() {
        return operator.or(() -> Optional.ofNullable(System.getenv("USER")))
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> misused("Who decides? Say so with --operator NAME."));
    }

    private String text(JsonNode receipt, boolean accepted) {
        String what =
                accepted
                        ? "The %s of %s (order %s) is in the log as command %s.%n"
                        : "Nobody knows yet whether the %s of %s (order %s) is in the log as command %s:"
                                + " the brokers did not answer in time.%n";
        return what.formatted(
                        action,
                        transactionId,
                        receipt.path("orderId").asText(),
                        receipt.path("commandId").asText())
                + "See what comes of it: pipeline compensations show %s%n".formatted(transactionId);
    }
}
