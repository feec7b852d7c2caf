package io.orderpipeline.pipeline;

/** What both rebuilds refuse. */
final class Unfoldables {

    private Unfoldables() {}

    /** A topic that lasts forever does not begin at its beginning. */
    static UnfoldableException trimmed(String topic, int partition) {
        return new UnfoldableException(
                ("partition %d of %s does not begin at offset 0: records are gone that the state is"
                                + " made of; bring them back from a copy of the topic first")
                        .formatted(partition, topic));
    }
}
