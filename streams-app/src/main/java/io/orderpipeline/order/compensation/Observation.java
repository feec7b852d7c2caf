package io.orderpipeline.order.compensation;

import io.orderpipeline.order.Money;
import java.time.Instant;

/** Something that a committed record says of a transaction. */
public sealed interface Observation {

    /** When, by the record's time. */
    Instant at();

    /** Calls the case of this kind of observation. */
    <R> R match(Cases<R> cases);

    /** One case for each kind of observation. */
    interface Cases<R> {
        R captured(Captured seen);

        R refunded(Refunded seen);

        R paid(Paid seen);

        R refundOrdered(RefundOrdered seen);

        R acted(Acted seen);
    }

    /** The journal shows the capture. */
    record Captured(Capture capture) implements Observation {
        @Override
        public Instant at() {
            return capture.at();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.captured(this);
        }
    }

    /** The journal shows that the money went back. */
    record Refunded(Money amount, Instant at) implements Observation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.refunded(this);
        }
    }

    /** An event says that the transaction paid its order. */
    record Paid(Citation citation) implements Observation {
        @Override
        public Instant at() {
            return citation.at();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.paid(this);
        }
    }

    /** An event says that the transaction is to be refunded. */
    record RefundOrdered(RefundOrder order) implements Observation {
        @Override
        public Instant at() {
            return order.citation().at();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.refundOrdered(this);
        }
    }

    /** An event says that an operator intervened. */
    record Acted(OperatorAction action) implements Observation {
        @Override
        public Instant at() {
            return action.at();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.acted(this);
        }
    }
}
