package io.orderpipeline.pipeline;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.compensation.Citation;
import io.orderpipeline.order.compensation.Observation;
import io.orderpipeline.order.compensation.OperatorAction;
import io.orderpipeline.order.compensation.RefundOrder;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.OrderEvent;
import io.orderpipeline.order.event.OrderEvent.CompensationResolved;
import io.orderpipeline.order.event.OrderEvent.CompensationRetried;
import io.orderpipeline.order.event.OrderEvent.OrderCancelled;
import io.orderpipeline.order.event.OrderEvent.OrderFulfilled;
import io.orderpipeline.order.event.OrderEvent.OrderPlaced;
import io.orderpipeline.order.event.OrderEvent.PaymentConfirmed;
import io.orderpipeline.order.event.OrderEvent.RefundRequested;
import java.util.Optional;

/** What is observed, and of which transaction. */
record Observed(LedgerKey key, Observation observation) {

    /** What an event says of a transaction; most events speak of none. */
    static Optional<Observed> in(Happened event, Cause at) {
        return event.event().match(new Reading(event, at));
    }

    private record Reading(Happened event, Cause at)
            implements OrderEvent.Cases<Optional<Observed>> {

        @Override
        public Optional<Observed> placed(OrderPlaced placed) {
            return Optional.empty();
        }

        @Override
        public Optional<Observed> fulfilled(OrderFulfilled fulfilled) {
            return Optional.empty();
        }

        @Override
        public Optional<Observed> cancelled(OrderCancelled cancelled) {
            return Optional.empty();
        }

        @Override
        public Optional<Observed> paymentConfirmed(PaymentConfirmed paid) {
            Citation citation = new Citation(at, topic(), paid.amount(), event.origin().at());
            return of(paid.transactionId(), new Observation.Paid(citation));
        }

        @Override
        public Optional<Observed> refundRequested(RefundRequested refund) {
            Citation citation = new Citation(at, topic(), refund.amount(), event.origin().at());
            return of(
                    refund.transactionId(),
                    new Observation.RefundOrdered(new RefundOrder(citation, refund.reason())));
        }

        @Override
        public Optional<Observed> compensationRetried(CompensationRetried retried) {
            return acted(
                    retried.transactionId(),
                    OperatorAction.Kind.RETRIED,
                    retried.operator(),
                    retried.reason());
        }

        @Override
        public Optional<Observed> compensationResolved(CompensationResolved resolved) {
            return acted(
                    resolved.transactionId(),
                    OperatorAction.Kind.RESOLVED,
                    resolved.operator(),
                    resolved.reason());
        }

        private Optional<Observed> acted(
                String transactionId, OperatorAction.Kind kind, String operator, String reason) {
            OperatorAction action = new OperatorAction(kind, operator, reason, event.origin().at());
            return of(transactionId, new Observation.Acted(action));
        }

        private String topic() {
            return event.origin().cause().topic();
        }

        private Optional<Observed> of(String transactionId, Observation observation) {
            LedgerKey key = new LedgerKey(event.origin().orderId(), transactionId);
            return Optional.of(new Observed(key, observation));
        }
    }
}
