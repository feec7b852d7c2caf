package io.orderpipeline.launcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.orderpipeline.launcher.client.AppClient;
import io.orderpipeline.launcher.client.RequestPath;
import io.orderpipeline.launcher.text.Column;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** A list that the app gives page by page. Pages are printed as they come: a list may be long. */
abstract class PagedCommand extends QueryCommand {

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            converter = Arguments.Limit.class,
            description = "How many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--all",
            description = "All of them; --limit is how many are fetched at a time.")
    private boolean all;

    @Option(
            names = "--cursor",
            paramLabel = "CURSOR",
            description = "Go on where an earlier list of the same filters ended.")
    private Optional<String> cursor;

    private final String what;
    private final List<Column> columns;

    /**
     * @param what is listed: the resource and the member of its document
     */
    @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything is called
    PagedCommand(String what, List<Column> columns) {
        this.what = what;
        this.columns = columns;
    }

    /** The resource with the filters. */
    abstract RequestPath filtered(RequestPath resource);

    @Override
    protected final int ask(AppClient client) {
        RequestPath list = filtered(RequestPath.to(what)).with("limit", limit);
        Listing listing =
                json()
                        ? new Listing.Document(out(), what)
                        : new Listing.Table(out(), palette(), columns);
        TreeSet<Integer> missing = new TreeSet<>();
        Optional<String> next = cursor;
        boolean more;
        do {
            JsonNode page = client.get(list.with("cursor", next));
            page.path("missing").forEach(partition -> missing.add(partition.asInt()));
            listing.add(page.path(what));
            next = Optional.ofNullable(page.get("next")).map(JsonNode::asText);
            more = all && next.isPresent() && isRead();
        } while (more);
        ArrayNode unasked = JsonNodeFactory.instance.arrayNode();
        missing.forEach(unasked::add);
        listing.end(next, unasked);
        next.ifPresent(this::tellOfMore);
        return completeness(unasked);
    }

    private void tellOfMore(String next) {
        tell("There are more: --all shows all of them, --cursor %s the next.".formatted(next));
    }
}
