package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.ledger.Line;
import java.util.List;

/** When the rows that are about payments must have had something to check. */
final class PaymentSubjects {

    static final String NO_TRACKER = "no tracker has run: not checked";

    private PaymentSubjects() {}

    /** Captures of which the gateway told nobody but its journal: only a tracker can find them. */
    static List<Line.Captured> dropped(Evidence evidence) {
        return Ledgered.captures(evidence.ledgers())
                .filter(capture -> capture.confirmation().equals("dropped"))
                .toList();
    }

    /** A tracker has run, and somebody was told that a capture is in the journal. */
    static boolean expected(Evidence evidence) {
        return evidence.tracked() && Ledgered.captures(evidence.ledgers()).findAny().isPresent();
    }
}
