package io.orderpipeline.runtime;

import java.util.Map;

/**
 * How durable changelog topics are made. They follow {@code order.command}: state that is easier to
 * lose than the log it comes from would be the weakest link, and a broker's defaults know nothing
 * of it.
 */
record ChangelogPolicy(int replicationFactor, String minInSyncReplicas) {

    Map<String, Object> settings() {
        return Map.of(
                "replication.factor", replicationFactor,
                "topic.min.insync.replicas", minInSyncReplicas);
    }
}
