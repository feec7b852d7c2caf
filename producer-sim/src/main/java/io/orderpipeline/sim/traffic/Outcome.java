package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.outcome.RejectionReason;

/**
 * How a record on {@code order.command} ends, as the ledger writes it and the auditor compares it.
 *
 * @param kind which topic says so
 * @param name the event's type, the rejection's reason, or {@code dead-letter}
 */
public record Outcome(Kind kind, String name) {

    /** Which topic carries the outcome. */
    public enum Kind {
        EVENT,
        REJECTION,
        DEAD_LETTER
    }

    /** The record cannot be handled at all. */
    public static final Outcome DEAD_LETTER = new Outcome(Kind.DEAD_LETTER, "dead-letter");

    /** The command was handled before; nothing happens. */
    public static final Outcome DUPLICATE = rejection(RejectionReason.DUPLICATE_COMMAND);

    /** The command is accepted and leads to one event of this type. */
    public static Outcome event(String type) {
        return new Outcome(Kind.EVENT, type);
    }

    /** The command has no effect, for this reason. */
    public static Outcome rejection(RejectionReason reason) {
        return new Outcome(Kind.REJECTION, reason.name());
    }

    /** Reads what {@link #text()} wrote. */
    public static Outcome parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 && text.equals(DEAD_LETTER.name)) {
            return DEAD_LETTER;
        }
        String name = text.substring(colon + 1);
        return switch (colon < 0 ? "" : text.substring(0, colon)) {
            case "event" -> event(name);
            case "rejection" -> rejection(RejectionReason.valueOf(name));
            default ->
                    throw new IllegalArgumentException(
                            "not an outcome: '"
                                    + text
                                    + "'; known are event:TYPE, rejection:REASON, dead-letter");
        };
    }

    /** {@code event:OrderPlaced}, {@code rejection:NOT_PAID} or {@code dead-letter}. */
    public String text() {
        return switch (kind) {
            case EVENT -> "event:" + name;
            case REJECTION -> "rejection:" + name;
            case DEAD_LETTER -> name;
        };
    }

    /**
     * True when the command is remembered with this outcome, so that sending it again is a
     * duplicate. Duplicates and reused ids leave the memory as it is.
     */
    public boolean handled() {
        return kind != Kind.DEAD_LETTER
                && !equals(DUPLICATE)
                && !name.equals(RejectionReason.COMMAND_ID_REUSED.name());
    }
}
