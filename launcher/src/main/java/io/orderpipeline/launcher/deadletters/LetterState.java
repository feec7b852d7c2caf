package io.orderpipeline.launcher.deadletters;

import io.orderpipeline.schema.deadletter.DeadLetterActionKind;
import java.util.Locale;

/** What became of a dead letter. */
enum LetterState {
    /** Nobody did anything yet. */
    OPEN,
    /** Its record was written again; closed. */
    REDRIVEN,
    /** Its record failed too often; a person must decide. */
    QUARANTINED,
    /** A person put it away; closed. */
    DISCARDED;

    /** The state after an action of this kind; one of a later version changes nothing. */
    LetterState after(DeadLetterActionKind kind) {
        return switch (kind) {
            case REDRIVEN -> REDRIVEN;
            case QUARANTINED -> QUARANTINED;
            case DISCARDED -> DISCARDED;
            case UNKNOWN -> this;
        };
    }

    boolean isClosed() {
        return this == REDRIVEN || this == DISCARDED;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
