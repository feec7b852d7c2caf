package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.ledger.OperatorActionKind;
import io.orderpipeline.schema.refund.RefundReason;
import io.orderpipeline.schema.state.OrderSnapshot;
import io.orderpipeline.schema.state.Payment;
import java.util.Optional;

/**
 * What an event says happened.
 *
 * @param type name of the payload's schema
 * @param payload fingerprint of the payload
 * @param placed the order, if it was placed
 * @param paid the payment, if one was confirmed
 * @param refund the refund, if one was requested
 * @param intervention what an operator did, if one did
 */
record Fact(
        String type,
        long payload,
        Optional<OrderSnapshot> placed,
        Optional<Payment> paid,
        Optional<Refund> refund,
        Optional<Intervention> intervention) {

    Fact {
        type = type.intern();
    }

    /** Money is to be given back. */
    record Refund(String transactionId, Amount amount, RefundReason reason) {}

    /** An operator decided about a transaction. */
    record Intervention(
            OperatorActionKind kind, String transactionId, String operator, String reason) {}
}
