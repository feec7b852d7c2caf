package io.orderpipeline.sim.traffic;

import java.util.Locale;

/** Why a record is sent. */
public enum SentKind {
    /** The life cycle's own command. */
    ORIGINAL,
    /** The life cycle's own command under a new id, after an attempt that was refused. */
    RETRY,
    /** The same command once more: same id, same body. */
    RESUBMIT,
    /** A command whose expected version is behind. */
    STALE,
    /** A command sent before the one that it builds on. */
    EARLY,
    /** A command whose payload breaks a rule of its own. */
    INVALID,
    /** Another body under an id that was used before. */
    REUSED_ID,
    /** A command to an order that is closed. */
    LATE,
    /** A record that nobody can handle. */
    POISON,
    /** The life cycle's last command, on a partition that is not the order's. */
    ASTRAY,
    /** The payment gateway journals that it took the money: not a command. */
    CAPTURE,
    /** The confirmation of a payment that the gateway had dropped, found after all. */
    LATE_ORIGINAL;

    /** The name in the ledger. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
