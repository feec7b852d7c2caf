package io.orderpipeline.launcher.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.event.CompensationResolved;
import io.orderpipeline.schema.event.CompensationRetried;
import io.orderpipeline.schema.event.OrderCancelled;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.OrderFulfilled;
import io.orderpipeline.schema.event.OrderPlaced;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.event.RefundRequested;
import io.orderpipeline.schema.money.Money;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the app must answer about some orders, folded from their events alone. Written apart from
 * the app on purpose: a fold that shared the app's code would share its errors. Confined to one
 * thread.
 */
final class EventFold {

    private static final JsonMapper JSON = new JsonMapper();

    private final Set<String> orders;
    private final Map<String, ObjectNode> documents = new HashMap<>();

    EventFold(Set<String> orders) {
        this.orders = orders;
    }

    /** Takes the next event of the log; those of other orders are passed over. */
    void apply(OrderEvent event) {
        if (!orders.contains(event.getOrderId())) {
            return;
        }
        ObjectNode order = documents.get(event.getOrderId());
        if (order == null) {
            if (!(event.getPayload() instanceof OrderPlaced)) {
                return; // a payment was refunded for an order that was not placed
            }
            order = JSON.createObjectNode();
            documents.put(event.getOrderId(), order);
        }
        order.put("orderId", event.getOrderId());
        order.put("version", event.getVersion());
        Object payload = event.getPayload();
        if (payload instanceof OrderPlaced placed) {
            place(order, placed);
            order.put("placedAt", event.getOccurredAt().toString());
        } else if (payload instanceof PaymentConfirmed paid) {
            pay(order, paid);
        } else if (payload instanceof OrderFulfilled fulfilled) {
            order.put("status", "FULFILLED");
            order.put("shipmentId", fulfilled.getShipmentId());
        } else if (payload instanceof OrderCancelled cancelled) {
            order.put("status", "CANCELLED");
            order.put("cancelReason", cancelled.getReason());
        } else if (!leavesTheOrderAsItIs(payload)) {
            throw new IllegalStateException("an event that is not known here: " + event);
        }
        remember(order, event);
    }

    private static boolean leavesTheOrderAsItIs(Object payload) {
        return payload instanceof RefundRequested
                || payload instanceof CompensationRetried
                || payload instanceof CompensationResolved;
    }

    private static void place(ObjectNode order, OrderPlaced placed) {
        order.put("status", "PLACED");
        order.put("customerId", placed.getCustomerId());
        order.put("region", placed.getRegion());
        put(order, "total", placed.getTotal());
        var lines = order.putArray("lines");
        for (OrderLine line : placed.getLines()) {
            lines.addObject()
                    .put("sku", line.getSku())
                    .put("quantity", line.getQuantity())
                    .put("unitPriceMinor", line.getUnitPriceMinor());
        }
    }

    private static void pay(ObjectNode order, PaymentConfirmed paid) {
        order.put("status", "PAID");
        ObjectNode payment = order.putObject("payment");
        payment.put("transactionId", paid.getTransactionId());
        put(payment, "amount", paid.getAmount());
    }

    private static void put(ObjectNode parent, String field, Money money) {
        parent.putObject(field)
                .put("amountMinor", money.getAmountMinor())
                .put("currency", money.getCurrency());
    }

    private static void remember(ObjectNode order, OrderEvent event) {
        ObjectNode last = order.putObject("lastEvent");
        last.put("type", event.getPayload().getClass().getSimpleName());
        last.put("version", event.getVersion());
        last.put("commandId", event.getCommandId());
        last.putObject("cause")
                .put("topic", event.getCause().getTopic())
                .put("partition", event.getCause().getPartition())
                .put("offset", event.getCause().getOffset());
        last.put("occurredAt", event.getOccurredAt().toString());
    }

    /** The order's document as it reads from JSON text; empty for an order without events. */
    Optional<JsonNode> document(String orderId) {
        return Optional.ofNullable(documents.get(orderId)).map(EventFold::asRead);
    }

    /**
     * Numbers of a tree that was read are equal to others by value, those that were put are not.
     */
    private static JsonNode asRead(ObjectNode document) {
        try {
            return JSON.readTree(document.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree must read back", e);
        }
    }
}
