package io.orderpipeline.sim.audit;

/** Something that holds whatever happened. Pure: the verdict is a function of the evidence. */
interface Invariant {

    String id();

    /** What it demands, in a few words. */
    String title();

    /** True when it must have had something to check as soon as clients were acknowledged. */
    default boolean needsSubjects(Evidence evidence) {
        return true;
    }

    void check(Evidence evidence, Index index, Violations violations);
}
