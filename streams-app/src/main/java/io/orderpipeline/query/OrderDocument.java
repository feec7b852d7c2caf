package io.orderpipeline.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.view.LastEvent;
import io.orderpipeline.schema.view.OrderView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as responses write it: the public form, apart from how it is stored. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderDocument(
        String orderId,
        String status,
        long version,
        String customerId,
        String region,
        Money total,
        List<Line> lines,
        @Nullable Payment payment,
        @Nullable String shipmentId,
        @Nullable String cancelReason,
        String placedAt,
        Event lastEvent,
        @Nullable String asOf,
        @Nullable Boolean settled) {

    /** An amount in the minor unit of its currency. */
    record Money(long amountMinor, String currency) {
        static Money of(io.orderpipeline.schema.money.Money money) {
            return new Money(money.getAmountMinor(), money.getCurrency());
        }
    }

    /** One article. */
    record Line(String sku, int quantity, long unitPriceMinor) {
        static Line of(OrderLine line) {
            return new Line(line.getSku(), line.getQuantity(), line.getUnitPriceMinor());
        }
    }

    /** What paid the order. */
    record Payment(String transactionId, Money amount) {
        static Payment of(io.orderpipeline.schema.state.Payment payment) {
            return new Payment(payment.getTransactionId(), Money.of(payment.getAmount()));
        }
    }

    /** The event that led to this version, and the record that caused it. */
    record Event(String type, long version, String commandId, Origin cause, String occurredAt) {
        static Event of(LastEvent event, long version) {
            return new Event(
                    event.getType(),
                    version,
                    event.getCommandId(),
                    Origin.of(event.getCause()),
                    event.getOccurredAt().toString());
        }
    }

    /** Where a command lies in the log. */
    record Origin(String topic, int partition, long offset) {
        static Origin of(Cause cause) {
            return new Origin(cause.getTopic(), cause.getPartition(), cause.getOffset());
        }
    }

    public static OrderDocument of(OrderView order) {
        return new OrderDocument(
                order.getOrderId(),
                order.getStatus().name(),
                order.getVersion(),
                order.getCustomerId(),
                order.getRegion(),
                Money.of(order.getTotal()),
                order.getLines().stream().map(Line::of).toList(),
                order.getPayment().map(Payment::of).orElse(null),
                order.getShipmentId().orElse(null),
                order.getCancelReason().orElse(null),
                order.getPlacedAt().toString(),
                Event.of(order.getLastEvent(), order.getVersion()),
                null,
                null);
    }

    /** The same as the answer to what the order was then. */
    OrderDocument asOf(Instant instant, boolean nothingCanCome) {
        return new OrderDocument(
                orderId,
                status,
                version,
                customerId,
                region,
                total,
                lines,
                payment,
                shipmentId,
                cancelReason,
                placedAt,
                lastEvent,
                instant.toString(),
                nothingCanCome);
    }
}
