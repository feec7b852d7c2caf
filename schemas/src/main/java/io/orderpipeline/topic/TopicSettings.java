package io.orderpipeline.topic;

import java.time.Duration;

/**
 * What a person may choose when the topics are created.
 *
 * @param partitions partitions of every topic, 1 to 1,000; fixed for good, because the partition of
 *     an order's records follows from it
 * @param replicationFactor copies of every partition, at most the number of brokers
 * @param minInSyncReplicas copies that must have a record before it is acknowledged, at most {@code
 *     replicationFactor}
 * @param auditHorizon how long records are kept in topics that are not kept forever
 */
public record TopicSettings(
        int partitions, short replicationFactor, short minInSyncReplicas, Duration auditHorizon) {

    /** The most partitions of a topic. */
    public static final int MAX_PARTITIONS = 1_000;

    /** The audit horizon when none is chosen. */
    public static final Duration DEFAULT_AUDIT_HORIZON = Duration.ofDays(30);

    public TopicSettings {
        check(
                partitions >= 1 && partitions <= MAX_PARTITIONS,
                "partitions",
                partitions,
                "1 to " + MAX_PARTITIONS);
        check(replicationFactor >= 1, "replicationFactor", replicationFactor, "1 and more");
        check(
                minInSyncReplicas >= 1 && minInSyncReplicas <= replicationFactor,
                "minInSyncReplicas",
                minInSyncReplicas,
                "1 to replicationFactor, which is " + replicationFactor);
        check(auditHorizon.toMillis() >= 1, "auditHorizon", auditHorizon, "1 ms and more");
    }

    /**
     * Six partitions and 30 days; three copies, two of them in sync, where the brokers allow it.
     */
    public static TopicSettings defaults(int brokers) {
        short replicas = (short) Math.max(1, Math.min(3, brokers));
        short inSync = (short) (replicas == 3 ? 2 : 1);
        return new TopicSettings(6, replicas, inSync, DEFAULT_AUDIT_HORIZON);
    }

    private static void check(boolean holds, String name, Object found, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s is %s; allowed: %s".formatted(name, found, allowed));
        }
    }
}
