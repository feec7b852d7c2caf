package io.orderpipeline.launcher.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.launcher.client.AppClient;
import io.orderpipeline.launcher.client.Follower;
import io.orderpipeline.launcher.client.RequestPath;
import io.orderpipeline.launcher.client.ServerEvent;
import io.orderpipeline.launcher.text.EventText;
import io.orderpipeline.launcher.text.TextTable;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows what happens, a line each. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description =
                "Follow the events of all orders from now on, or those of one order from its first on,"
                        + " a line each, until Ctrl-C.",
        footer = {
            "",
            "Examples:",
            "  pipeline watch",
            "  pipeline watch o-17",
            "  pipeline watch --count 100 --json | jq -r .type",
            "",
            "A lost connection is made again, from the last event on; stderr says so. After",
            "a minute without one the command gives up with 3. Ctrl-C ends it with 130.",
            QueryCommand.EXIT_CODES,
            QueryCommand.MORE_EXIT_CODES
        })
public final class WatchCommand extends QueryCommand {

    private static final JsonMapper JSON = new JsonMapper();

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            converter = Arguments.Id.class,
            description = "The order to follow; all of them unless given.")
    private Optional<String> orderId;

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = Arguments.Count.class,
            description = "End after N events.")
    private Optional<Integer> count;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    public WatchCommand() {}

    @Override
    protected int ask(AppClient client) {
        RequestPath stream =
                orderId.map(id -> RequestPath.to("orders", id, "stream"))
                        .orElse(RequestPath.to("events", "stream"));
        TextTable table =
                new TextTable(
                        palette(),
                        orderId.isPresent() ? EventText.OF_ONE_ORDER : EventText.OF_ALL_ORDERS);
        int[] left = {count.orElse(Integer.MAX_VALUE)};
        new Follower(client, stream, this::tell)
                .follow(
                        event -> {
                            show(document(client, event), table);
                            left[0]--;
                            return left[0] > 0 && isRead();
                        });
        return OK;
    }

    private void show(JsonNode document, TextTable table) {
        out().print(json() ? document + System.lineSeparator() : table.lines(List.of(document)));
        out().flush();
    }

    private static JsonNode document(AppClient client, ServerEvent event) {
        try {
            return JSON.readTree(event.data());
        } catch (JsonProcessingException other) {
            throw client.notTheApp("an event that is not JSON");
        }
    }
}
