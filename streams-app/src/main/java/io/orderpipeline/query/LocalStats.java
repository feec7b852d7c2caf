package io.orderpipeline.query;

import java.util.List;
import java.util.Map;

/** What this instance counts by itself. Safe for many threads. */
@FunctionalInterface
public interface LocalStats {

    InstanceStats here();

    /**
     * An instance and its partitions.
     *
     * @param address where it serves HTTP
     * @param generation of its views
     * @param partitions those that it owns and can answer for
     */
    record InstanceStats(
            String address,
            int generation,
            List<RoleHealth> roles,
            Map<Integer, PartitionStats> partitions,
            double eventsPerSecond) {}

    /** How many orders have each status, and how many transactions are in each state. */
    record PartitionStats(Map<String, Long> orders, Map<String, Long> transactions) {}
}
