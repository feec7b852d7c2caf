package io.orderpipeline.query.routing;

/** Which copy of a partition may answer. */
public enum Copy {
    /** The owner's: its answers never go back. */
    ACTIVE,
    /** Also a standby's: its answers say how old they may be. */
    ANY
}
