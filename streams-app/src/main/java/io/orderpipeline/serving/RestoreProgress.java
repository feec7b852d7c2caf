package io.orderpipeline.serving;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which stores of one Kafka Streams application are being rebuilt, and how much is left. Written by
 * its restore threads, read by anyone.
 */
public final class RestoreProgress implements StateRestoreListener {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreProgress.class);

    private record Restore(long remaining, long startedAtMs) {
        Restore less(long restored) {
            return new Restore(Math.max(0, remaining - restored), startedAtMs);
        }
    }

    private final Map<TopicPartition, Restore> underWay = new ConcurrentHashMap<>();
    private final LongSupplier clockMs;

    /** With a clock in milliseconds, for the durations in the log. */
    public RestoreProgress(LongSupplier clockMs) {
        this.clockMs = clockMs;
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
        underWay.put(partition, new Restore(Math.max(0, end - start), clockMs.getAsLong()));
        if (end > start) {
            LOG.info("store {} of {}: restoring offsets {} to {}", store, partition, start, end);
        }
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {
        underWay.computeIfPresent(partition, (key, restore) -> restore.less(restored));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {
        Restore restore = underWay.remove(partition);
        long tookMs = restore == null ? 0 : clockMs.getAsLong() - restore.startedAtMs();
        if (total > 0) {
            LOG.info(
                    "store {} of {}: restored {} records in {} ms",
                    store,
                    partition,
                    total,
                    tookMs);
        }
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long total) {
        underWay.remove(partition);
        LOG.info("store {} of {}: left to its new owner after {} records", store, partition, total);
    }

    /** What is left to restore, for people; absent when nothing is. */
    public Optional<String> remaining() {
        if (underWay.isEmpty()) {
            return Optional.empty();
        }
        long records = underWay.values().stream().mapToLong(Restore::remaining).sum();
        return Optional.of(
                "restoring %d store partitions, about %d records to go"
                        .formatted(underWay.size(), records));
    }
}
