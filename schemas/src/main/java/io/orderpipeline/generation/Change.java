package io.orderpipeline.generation;

/** What a transition of the table comes to. */
public sealed interface Change {

    /** It is legal and leads to this table. */
    record To(GenerationTable table) implements Change {}

    /**
     * It is not.
     *
     * @param reason a sentence that says what stands against it and what may be done
     */
    record Refused(String reason) implements Change {}
}
