package io.orderpipeline.query;

import io.orderpipeline.query.OrderDocument.Origin;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.topic.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event of an order as responses write it: what happened, which command caused it, and where
 * both stand in the log.
 *
 * @param payload the fields of the event by the names of its schema, which are public as the topic
 *     is; instants and enums as text
 */
public record EventDocument(
        long version,
        String type,
        String occurredAt,
        String commandId,
        Origin cause,
        Origin event,
        Map<String, Object> payload) {

    /** The event at a place of {@code order.event}. */
    public static EventDocument of(OrderEvent event, int partition, long offset) {
        IndexedRecord payload = (IndexedRecord) event.getPayload();
        return new EventDocument(
                event.getVersion(),
                payload.getSchema().getName(),
                event.getOccurredAt().toString(),
                event.getCommandId(),
                Origin.of(event.getCause()),
                new Origin(Topics.ORDER_EVENT.name(), partition, offset),
                members(payload));
    }

    private static Map<String, Object> members(IndexedRecord fields) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Schema.Field field : fields.getSchema().getFields()) {
            Object value = plain(fields.get(field.pos()));
            if (value != null) {
                members.put(field.name(), value);
            }
        }
        return members;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof IndexedRecord nested) {
            return members(nested);
        }
        if (value instanceof List<?> items) {
            return items.stream().map(EventDocument::plain).toList();
        }
        return value == null || value instanceof Number || value instanceof Boolean
                ? value
                : value.toString();
    }
}
