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
    DISCARDED,
    /** Something was done that this version cannot read: nobody knows whether it is closed. */
    UNKNOWN;

    /** What to do about a letter of which nobody knows. */
    static final String WHY_UNKNOWN =
            "something was done about it that this version cannot read (`dead-letters show`), and it"
                    + " may be closed; upgrade this program, or ask who did it";

    /** The state after an action of this kind; what is closed stays so. */
    LetterState after(DeadLetterActionKind kind) {
        if (isClosed()) {
            return this;
        }
        return switch (kind) {
            case REDRIVEN -> REDRIVEN;
            case QUARANTINED -> QUARANTINED;
            case DISCARDED -> DISCARDED;
            case UNKNOWN -> UNKNOWN;
        };
    }

    boolean isClosed() {
        return this == REDRIVEN || this == DISCARDED;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
