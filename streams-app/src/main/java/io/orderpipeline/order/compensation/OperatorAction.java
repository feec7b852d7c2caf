package io.orderpipeline.order.compensation;

import java.time.Instant;

/** What an operator did about the transaction. */
public record OperatorAction(Kind kind, String operator, String reason, Instant at) {

    /** What operators can do. */
    public enum Kind {
        /** Have it tried again. */
        RETRIED,
        /** Declare it done. */
        RESOLVED
    }
}
