package io.orderpipeline.sim.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.refund.RefundPayment;
import io.orderpipeline.schema.refund.RefundRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to give money back.
 *
 * @param order the order that the transaction names
 * @param transaction the capture to give back
 * @param refund id of the request, the same for every repetition
 * @param amountMinor in the minor unit
 * @param currency ISO 4217 code
 */
record Requested(
        String order, String transaction, String refund, long amountMinor, String currency) {

    /** What a record of payment.refund asks for. */
    static Requested of(RefundRequest request) {
        Money amount = ((RefundPayment) request.getPayload()).getAmount();
        return new Requested(
                request.getOrderId(),
                request.getTransactionId(),
                request.getRefundId(),
                amount.getAmountMinor(),
                amount.getCurrency());
    }

    /** What makes it a request that nobody should send, if anything does. */
    Optional<String> flaw(byte @Nullable [] key) {
        if (key == null || !new String(key, UTF_8).equals(order)) {
            return Optional.of("its key is not the order id " + order);
        }
        if (transaction.isEmpty() || refund.isEmpty()) {
            return Optional.of("an id is missing");
        }
        return amountMinor < 0 || !currency.matches("[A-Z]{3}")
                ? Optional.of(amountMinor + " " + currency + " is no amount")
                : Optional.empty();
    }
}
