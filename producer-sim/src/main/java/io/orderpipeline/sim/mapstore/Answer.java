package io.orderpipeline.sim.mapstore;

/** What the service answers to a request. */
enum Answer {
    /** Done, and stored in the map. */
    APPLIED,
    /** What would be stored is what is stored. */
    DUPLICATE,
    /** Against the rules. */
    REFUSED
}
