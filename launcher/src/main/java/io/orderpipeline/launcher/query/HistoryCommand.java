package io.orderpipeline.launcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderpipeline.launcher.client.AppClient;
import io.orderpipeline.launcher.client.RequestPath;
import io.orderpipeline.launcher.text.EventText;
import io.orderpipeline.launcher.text.Palette;
import io.orderpipeline.launcher.text.TextTable;
import io.orderpipeline.launcher.text.TransactionText;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the evidence chain of an order. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description =
                "Show the evidence chain of an order: a line for each version with its event, the"
                        + " command that caused it, and where both stand in the log"
                        + " (topic-partition@offset); beneath it the payments that touched the order.",
        footer = {
            "",
            "Examples:",
            "  pipeline history o-17",
            "  pipeline history o-17 --json | jq -r .events[].type",
            "",
            QueryCommand.EXIT_CODES,
            QueryCommand.MORE_EXIT_CODES
        })
public final class HistoryCommand extends QueryCommand {

    @Parameters(paramLabel = "ID", converter = Arguments.Id.class, description = "The order's id.")
    private String orderId;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    public HistoryCommand() {}

    @Override
    protected int ask(AppClient client) {
        JsonNode document = whole(client);
        print(document, palette -> text(palette, document));
        return OK;
    }

    /** The last answer, with the events of all answers. */
    private JsonNode whole(AppClient client) {
        JsonNode page = answer(client, path(Optional.empty()), Duration.ZERO);
        ArrayNode events = page.withArray("events").deepCopy();
        while (page.has("next")) {
            page = answer(client, path(Optional.of(page.path("next").asText())), Duration.ZERO);
            page.path("events").forEach(events::add);
        }
        return page.<ObjectNode>deepCopy().set("events", events);
    }

    private RequestPath path(Optional<String> after) {
        return RequestPath.to("orders", orderId, "history").with("after", after);
    }

    private static String text(Palette palette, JsonNode document) {
        JsonNode payments = document.path("payments");
        String events = TextTable.of(palette, EventText.OF_ONE_ORDER, document.path("events"));
        return payments.isEmpty()
                ? events
                : events
                        + System.lineSeparator()
                        + TextTable.of(palette, TransactionText.OF_ANY_STATE, payments);
    }
}
