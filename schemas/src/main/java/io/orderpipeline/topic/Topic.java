package io.orderpipeline.topic;

/**
 * One topic of the pipeline. All but one are partitioned by the record key, which is an order id
 * wherever the record could be decoded, and have the same number of partitions.
 *
 * @param name the topic's name
 * @param retention how long its records are kept
 * @param clock whose time its records carry
 */
public record Topic(String name, Retention retention, Clock clock) {

    /** Whether it is partitioned by order; otherwise it has one partition. */
    public boolean isKeyedByOrder() {
        return retention != Retention.LATEST;
    }

    /** How long records are kept. */
    public enum Retention {
        /** Never deleted: the record of what happened. */
        FOREVER,
        /** Deleted after the audit horizon, a setting of the topic's creation. */
        AUDIT_HORIZON,
        /** The last record of each key is never deleted (compacted); one partition. */
        LATEST
    }

    /** Whose time the records carry ({@code message.timestamp.type}). */
    public enum Clock {
        /** The broker's: deadlines and event times must not depend on a producer's clock. */
        BROKER,
        /** The producer's: derived records carry the time of the record they derive from. */
        PRODUCER
    }
}
