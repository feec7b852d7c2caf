package io.orderpipeline.sim.audit;

/** When the rows that are about payments must have had something to check. */
final class PaymentSubjects {

    static final String NO_TRACKER = "no tracker has run: not checked";

    private PaymentSubjects() {}

    /** A tracker has run, and somebody was told that a capture is in the journal. */
    static boolean expected(Evidence evidence) {
        return evidence.tracked() && Ledgered.captures(evidence.ledgers()).findAny().isPresent();
    }
}
