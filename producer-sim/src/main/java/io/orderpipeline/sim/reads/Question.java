package io.orderpipeline.sim.reads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orderpipeline.sim.reads.Documents.UnreadableDocumentException;
import io.orderpipeline.sim.reads.ReadLine.AsOfRead;
import io.orderpipeline.sim.reads.ReadLine.Document;
import io.orderpipeline.sim.reads.ReadLine.Exchange;
import io.orderpipeline.sim.reads.ReadLine.HistoryRead;
import io.orderpipeline.sim.reads.ReadLine.ListRead;
import io.orderpipeline.sim.reads.ReadLine.OrderRead;
import io.orderpipeline.sim.reads.ReadLine.Step;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something to ask the API, and how its answer becomes a line. Immutable. */
sealed interface Question {

    /** Path and query. */
    String target();

    /** What kind of question it is, for the figures. */
    Kind kind();

    /**
     * The line for an answer.
     *
     * @param body the answer's document; missing when there is none
     */
    ReadLine.Read told(Exchange exchange, JsonNode body) throws UnreadableDocumentException;

    /** The line when there is no document, or none that can be read. */
    default ReadLine.Read untold(Exchange exchange) {
        try {
            return told(exchange, MissingNode.getInstance());
        } catch (UnreadableDocumentException e) {
            throw new IllegalStateException("nothing was read", e);
        }
    }

    /** The kinds, in the order in which people read of them. */
    enum Kind {
        ORDER,
        MIN_VERSION,
        AS_OF,
        HISTORY,
        LIST
    }

    /** The order now. */
    record TheOrder(String order) implements Question {
        @Override
        public String target() {
            return path(order);
        }

        @Override
        public Kind kind() {
            return Kind.ORDER;
        }

        @Override
        public OrderRead told(Exchange exchange, JsonNode body) throws UnreadableDocumentException {
            return new OrderRead(exchange, order, null, null, document(exchange, body));
        }
    }

    /** The order as soon as it has a version. */
    record AtLeast(String order, long minVersion, int waitMs) implements Question {
        @Override
        public String target() {
            return path(order) + "?minVersion=" + minVersion + "&waitMs=" + waitMs;
        }

        @Override
        public Kind kind() {
            return Kind.MIN_VERSION;
        }

        @Override
        public OrderRead told(Exchange exchange, JsonNode body) throws UnreadableDocumentException {
            Document document = document(exchange, body);
            Long current = Documents.numberIfAny(body, "currentVersion");
            return new OrderRead(exchange, order, minVersion, current, document);
        }
    }

    /** The order as of an instant. */
    record AsOf(String order, Instant asOf) implements Question {
        @Override
        public String target() {
            return path(order) + "?asOf=" + asOf;
        }

        @Override
        public Kind kind() {
            return Kind.AS_OF;
        }

        @Override
        public AsOfRead told(Exchange exchange, JsonNode body) throws UnreadableDocumentException {
            Document document = document(exchange, body);
            Boolean settled = document == null ? null : Documents.flag(body, "settled");
            return new AsOfRead(exchange, order, asOf.toString(), settled, document);
        }
    }

    /** The events of an order. */
    record History(String order, long after) implements Question {
        @Override
        public String target() {
            return path(order) + "/history" + (after == 0 ? "" : "?after=" + after);
        }

        @Override
        public Kind kind() {
            return Kind.HISTORY;
        }

        @Override
        public HistoryRead told(Exchange exchange, JsonNode body)
                throws UnreadableDocumentException {
            if (!exchange.ok() || body.isMissingNode()) {
                return new HistoryRead(exchange, order, after, null, null, null);
            }
            List<Step> events = new ArrayList<>();
            for (JsonNode event : Documents.elements(body, "events").toList()) {
                events.add(Documents.step(event));
            }
            return new HistoryRead(
                    exchange,
                    order,
                    after,
                    Documents.number(body, "version"),
                    events,
                    Documents.numberIfAny(body, "next"));
        }
    }

    /** A page of the orders in a status. */
    record Page(String status, int limit, int walk, int page, @Nullable String cursor)
            implements Question {
        @Override
        public String target() {
            String query = "/orders?status=" + status + "&limit=" + limit;
            return cursor == null ? query : query + "&cursor=" + encoded(cursor);
        }

        @Override
        public Kind kind() {
            return Kind.LIST;
        }

        @Override
        public ListRead told(Exchange exchange, JsonNode body) throws UnreadableDocumentException {
            if (!exchange.ok() || body.isMissingNode()) {
                return new ListRead(exchange, status, walk, page, null, null, null);
            }
            List<Document> orders = new ArrayList<>();
            for (JsonNode order : Documents.elements(body, "orders").toList()) {
                orders.add(Documents.order(order));
            }
            return new ListRead(
                    exchange,
                    status,
                    walk,
                    page,
                    orders,
                    Documents.textIfAny(body, "next"),
                    Documents.numbersIfAny(body, "missing"));
        }
    }

    private static @Nullable Document document(Exchange exchange, JsonNode body)
            throws UnreadableDocumentException {
        return exchange.ok() && !body.isMissingNode() ? Documents.order(body) : null;
    }

    private static String path(String order) {
        return "/orders/" + encoded(order);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
