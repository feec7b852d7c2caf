package io.orderpipeline.pipeline;

import io.orderpipeline.order.compensation.ChasePolicy;
import java.time.Duration;

/**
 * What the tracker's topology is built with.
 *
 * @param policy how long it waits and how often it asks
 * @param patience silence of the decider after which deadlines go by the clock
 * @param partitions of every topic keyed by order id, for the check that a record is where its key
 *     belongs
 */
public record TrackerSettings(
        ChasePolicy policy, Duration patience, int partitions, LedgerWatch watch) {}
