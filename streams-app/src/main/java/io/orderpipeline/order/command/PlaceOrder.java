package io.orderpipeline.order.command;

import io.orderpipeline.order.Identifier;
import io.orderpipeline.order.Money;
import io.orderpipeline.order.OrderLine;
import java.util.List;
import java.util.Optional;

/**
 * Creates the order. Its total must be the sum of its lines: client and pipeline agree on the
 * price.
 */
public record PlaceOrder(String customerId, String region, Money total, List<OrderLine> lines)
        implements Command {

    /** Lines that an order may have at most. */
    public static final int MAX_LINES = 100;

    public PlaceOrder {
        lines = List.copyOf(lines);
    }

    @Override
    public Optional<String> problem() {
        if (!Identifier.isValid(customerId)) {
            return Optional.of("customerId '" + customerId + "' is not " + Identifier.RULE);
        }
        if (!Identifier.isValid(region)) {
            return Optional.of("region '" + region + "' is not " + Identifier.RULE);
        }
        if (!total.isValid()) {
            return Optional.of("total is " + total + "; allowed is " + Money.RULE);
        }
        return problemOfLines();
    }

    private Optional<String> problemOfLines() {
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            return Optional.of(
                    "the order has " + lines.size() + " lines; allowed are 1 to " + MAX_LINES);
        }
        for (OrderLine line : lines) {
            if (!line.isValid()) {
                return Optional.of(line + "; allowed is " + OrderLine.RULE);
            }
        }
        return problemOfTotal();
    }

    /** Whether the total is not the sum of the lines; asked where all of them are valid. */
    public Optional<String> problemOfTotal() {
        long sumMinor = lines.stream().mapToLong(OrderLine::priceMinor).sum();
        return sumMinor == total.amountMinor()
                ? Optional.empty()
                : Optional.of("total is " + total + ", but the lines add up to " + sumMinor);
    }

    @Override
    public void writeTo(CanonicalForm form) {
        form.text("PlaceOrder").text(customerId).text(region).money(total).number(lines.size());
        for (OrderLine line : lines) {
            form.text(line.sku()).number(line.quantity()).number(line.unitPriceMinor());
        }
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.place(this);
    }
}
