package io.orderpipeline.order.decision;

import io.orderpipeline.order.event.OrderEvent;
import io.orderpipeline.order.event.RejectionReason;
import java.util.List;

/**
 * What a command comes to: events, or a refusal with its reason. Never an exception, never nothing.
 */
public sealed interface Decision {

    /** Calls the case of this kind of decision. */
    <R> R match(Cases<R> cases);

    /** One case for each kind of decision. */
    interface Cases<R> {
        R accept(Accept decision);

        R reject(Reject decision);
    }

    /** The command takes effect as these events, at least one. */
    record Accept(List<OrderEvent> events) implements Decision {
        public Accept {
            events = List.copyOf(events);
            if (events.isEmpty()) {
                throw new IllegalArgumentException("a command that is accepted has an event");
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.accept(this);
        }
    }

    /**
     * The command has no effect. The detail is cut to its bound, for it may quote what a client
     * sent.
     */
    record Reject(RejectionReason reason, String detail) implements Decision {
        public Reject {
            detail = detail.substring(0, Math.min(detail.length(), MAX_DETAIL_LENGTH));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reject(this);
        }
    }

    /** The longest detail of a refusal, in characters. */
    int MAX_DETAIL_LENGTH = 500;

    /** Accepts with one event. */
    static Decision accept(OrderEvent event) {
        return new Accept(List.of(event));
    }

    /** Refuses; {@code detail} says what was found and what is allowed. */
    static Decision reject(RejectionReason reason, String detail) {
        return new Reject(reason, detail);
    }
}
