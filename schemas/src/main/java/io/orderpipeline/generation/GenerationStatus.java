package io.orderpipeline.generation;

/** Where a generation of the views stands. */
public enum GenerationStatus {
    /** Reads the log from its beginning, or goes on doing so. */
    BUILDING,
    /** Agrees with the live one and with an independent fold; may be promoted. */
    VERIFIED,
    /** Answers. Exactly one does. */
    LIVE,
    /** Was live, follows the log still, and may be rolled back to. */
    GRACE,
    /** Was live; its application is removed. */
    RETIRED,
    /** Was never live; its application is removed. */
    ABANDONED;

    /** Whether instances host it. */
    public boolean isHosted() {
        return this != RETIRED && this != ABANDONED;
    }
}
