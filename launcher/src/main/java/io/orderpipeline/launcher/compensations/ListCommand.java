package io.orderpipeline.launcher.compensations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderpipeline.launcher.client.AppClient;
import io.orderpipeline.launcher.client.RequestPath;
import io.orderpipeline.launcher.text.Palette;
import io.orderpipeline.launcher.text.TextTable;
import io.orderpipeline.launcher.text.TransactionText;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists transactions in one state. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "List the transactions in one state, those first that have been in it longest.",
        footer = {
            "",
            "Examples:",
            "  pipeline compensations list",
            "  pipeline compensations list --state RESOLVED --limit 20",
            "  pipeline compensations list --all --json | jq -r .compensations[].transactionId"
        })
final class ListCommand extends CompensationCommand {

    @Option(
            names = "--state",
            paramLabel = "STATE",
            defaultValue = "ESCALATED",
            description =
                    "UNTRACKED, RECOVERED, REFUND_REQUESTED, REFUNDED, ESCALATED or RESOLVED"
                            + " (default: ${DEFAULT-VALUE}).")
    private String state;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--all",
            description = "All of them; --limit is how many are fetched at a time.")
    private boolean all;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    ListCommand() {}

    @Override
    protected int ask(AppClient client) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("compensations");
        Optional<String> next = Optional.empty();
        do {
            JsonNode page = client.get(path(next));
            page.path("compensations").forEach(rows::add);
            next = Optional.ofNullable(page.get("next")).map(JsonNode::asText);
        } while (all && next.isPresent());
        next.ifPresent(cursor -> document.put("next", cursor));
        print(document, text(rows, next.isPresent()));
        return OK;
    }

    private RequestPath path(Optional<String> cursor) {
        return RequestPath.to("compensations")
                .with("state", state)
                .with("limit", limit)
                .with("cursor", cursor);
    }

    private String text(ArrayNode rows, boolean more) {
        if (rows.isEmpty() && !more) {
            return "No transaction is %s.%n".formatted(state);
        }
        String end = more ? "There are more; --all shows them.%n" : "";
        return TextTable.of(Palette.PLAIN, TransactionText.OF_ONE_STATE, rows) + end.formatted();
    }
}
