package io.orderpipeline.order.compensation;

import java.time.Instant;
import java.util.Optional;

/**
 * The tracker's own efforts for a transaction.
 *
 * @param attempts requests since the transaction came to its state or was last retried
 * @param compensations compensations issued, ever
 * @param refundRequests requests to the gateway, ever
 * @param dueAt when it is looked at again; absent when nothing is waited for
 */
public record Chase(int attempts, int compensations, int refundRequests, Optional<Instant> dueAt) {

    /** Nothing was done yet. */
    public static final Chase NONE = new Chase(0, 0, 0, Optional.empty());

    Chase rest() {
        return new Chase(0, compensations, refundRequests, Optional.empty());
    }

    Chase until(Instant due) {
        return new Chase(0, compensations, refundRequests, Optional.of(due));
    }

    Chase compensated(Instant nextDue) {
        return new Chase(attempts + 1, compensations + 1, refundRequests, Optional.of(nextDue));
    }

    Chase refundRequested(Instant nextDue) {
        return new Chase(attempts + 1, compensations, refundRequests + 1, Optional.of(nextDue));
    }
}
