package io.orderpipeline.launcher.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events of orders as text, a line each: the links of the evidence chain. */
public final class EventText {

    private static final Column ORDER = Column.of("ORDER", "orderId");
    private static final Column VERSION = Column.of("VERSION", "version");
    private static final Column WHEN = Column.of("WHEN", "occurredAt");
    private static final Column EVENT = Column.of("EVENT", "type");
    private static final Column COMMAND = Column.of("COMMAND", "commandId");
    private static final Column CAUSED_BY =
            new Column("CAUSED BY", event -> Text.place(event.path("cause")));
    private static final Column STANDS_AT =
            new Column("STANDS AT", event -> Text.place(event.path("event")));
    private static final Column DETAILS =
            new Column("DETAILS", event -> details(event.path("payload")));

    /** For the events of one order. */
    public static final List<Column> OF_ONE_ORDER =
            List.of(VERSION, WHEN, EVENT, COMMAND, CAUSED_BY, STANDS_AT, DETAILS);

    /** For the events of all orders. */
    public static final List<Column> OF_ALL_ORDERS =
            List.of(WHEN, ORDER, VERSION, EVENT, COMMAND, CAUSED_BY, STANDS_AT, DETAILS);

    private EventText() {}

    /** The fields that an event has of its own; absent when it has none. */
    private static Optional<String> details(JsonNode payload) {
        List<String> fields = new ArrayList<>();
        payload.properties().forEach(field -> value(field).ifPresent(fields::add));
        return Optional.of(String.join(", ", fields)).filter(text -> !text.isEmpty());
    }

    private static Optional<String> value(Map.Entry<String, JsonNode> field) {
        String name = Text.printable(field.getKey());
        JsonNode value = field.getValue();
        if (value.isArray()) {
            return Optional.of(name + " " + value.size());
        }
        if (value.isObject()) {
            return Text.money(value).map(money -> name + " " + money);
        }
        return value.isNull()
                ? Optional.empty()
                : Optional.of(name + " " + Text.printable(value.asText()));
    }
}
