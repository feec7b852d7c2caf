package io.orderpipeline.wire;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.Money;
import io.orderpipeline.order.OrderLine;
import java.util.List;

/** The small values that several records share. */
final class ValueWire {

    private ValueWire() {}

    static Money read(io.orderpipeline.schema.money.Money money) {
        return new Money(money.getAmountMinor(), money.getCurrency());
    }

    static io.orderpipeline.schema.money.Money write(Money money) {
        return new io.orderpipeline.schema.money.Money(money.amountMinor(), money.currency());
    }

    static Cause read(io.orderpipeline.schema.origin.Cause cause) {
        return new Cause(cause.getTopic(), cause.getPartition(), cause.getOffset());
    }

    static io.orderpipeline.schema.origin.Cause write(Cause cause) {
        return new io.orderpipeline.schema.origin.Cause(
                cause.topic(), cause.partition(), cause.offset());
    }

    static List<OrderLine> readLines(List<io.orderpipeline.schema.command.OrderLine> lines) {
        return lines.stream()
                .map(
                        line ->
                                new OrderLine(
                                        line.getSku(),
                                        line.getQuantity(),
                                        line.getUnitPriceMinor()))
                .toList();
    }

    static List<io.orderpipeline.schema.command.OrderLine> writeLines(List<OrderLine> lines) {
        return lines.stream()
                .map(
                        line ->
                                new io.orderpipeline.schema.command.OrderLine(
                                        line.sku(), line.quantity(), line.unitPriceMinor()))
                .toList();
    }
}
