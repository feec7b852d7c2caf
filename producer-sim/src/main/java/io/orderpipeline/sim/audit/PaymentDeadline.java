package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.traffic.Limits;
import java.time.Duration;
import java.time.Instant;

/**
 * How long the tracker lets a payment wait, as in its configuration.
 *
 * @param deadline from a capture until an event must cite it, and the other way round, {@code
 *     payment.deadline.ms}; 1 s to 7 days
 * @param patience how long the decider may be silent before the clock counts, {@code
 *     payment.patience.ms}; 1 s to 7 days
 */
public record PaymentDeadline(Duration deadline, Duration patience) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    /** The tracker's own defaults. */
    public static final PaymentDeadline DEFAULT =
            new PaymentDeadline(Duration.ofSeconds(60), Duration.ofSeconds(30));

    /** For the tracker's looks at its clock, and for clocks that differ. */
    static final Duration SLACK = Duration.ofSeconds(30);

    public PaymentDeadline {
        require("--payment-deadline", deadline);
        require("--payment-patience", patience);
    }

    private static void require(String option, Duration value) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            throw Limits.refused(option, value.toString(), "1s to 7d");
        }
    }

    /** When it may be compensated at the earliest. */
    Instant due(Instant since) {
        return since.plus(deadline);
    }

    /** When somebody must have seen that it was due. */
    Instant overdue(Instant since) {
        return due(since).plus(patience).plus(SLACK);
    }
}
