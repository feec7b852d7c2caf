package io.orderpipeline.wire;

import io.orderpipeline.order.TransactionId;
import io.orderpipeline.order.compensation.Output.Refund;
import io.orderpipeline.schema.refund.RefundPayment;
import io.orderpipeline.schema.refund.RefundRequest;

/** Records of {@code payment.refund}. */
public final class RefundWire {

    private RefundWire() {}

    /** The record that asks for it. */
    public static RefundRequest write(Refund refund) {
        return new RefundRequest(
                TransactionId.refund(refund.transactionId()),
                refund.orderId(),
                refund.transactionId(),
                refund.requestedAt(),
                ValueWire.write(refund.cause()),
                new RefundPayment(ValueWire.write(refund.amount()), refund.reason().name()));
    }
}
