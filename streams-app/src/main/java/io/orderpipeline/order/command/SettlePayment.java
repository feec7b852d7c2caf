package io.orderpipeline.order.command;

import io.orderpipeline.order.Money;
import io.orderpipeline.order.TransactionId;
import java.util.Optional;

/**
 * The compensation: a captured payment that no order tracks shall pay its order or be refunded. The
 * mirror of {@link ConfirmPayment}, and issued by the tracker alone.
 */
public record SettlePayment(String transactionId, Money amount) implements Command {

    @Override
    public Optional<String> problem() {
        return ConfirmPayment.problemOf(transactionId, amount);
    }

    @Override
    public void writeTo(CanonicalForm form) {
        form.text("SettlePayment").text(transactionId).money(amount);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.settle(this);
    }

    /** The command id under which this compensation is issued, each time. */
    public String commandId() {
        return TransactionId.compensation(transactionId);
    }
}
