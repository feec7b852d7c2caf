package io.orderpipeline.runtime;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;

/**
 * Copies of a role's stores that wait on this instance for their owners to fail.
 *
 * @param partitions of which there is one here
 * @param lagRecords offsets between what they hold and the ends of what they are filled from,
 *     altogether: with markers of transactions, so one or a few of each store's partition at rest
 */
record StandbyCopies(int partitions, long lagRecords) {

    /**
     * Asks the brokers how far there is to read. A task, and so all stores of a partition, is
     * either an owner's here or a standby's: each role is one subtopology.
     *
     * @throws org.apache.kafka.common.KafkaException they do not answer
     */
    static StandbyCopies of(KafkaStreams streams) {
        Set<Integer> here =
                streams.metadataForLocalThreads().stream()
                        .flatMap(thread -> thread.standbyTasks().stream())
                        .map(task -> task.taskId().partition())
                        .collect(Collectors.toSet());
        if (here.isEmpty()) {
            return new StandbyCopies(0, 0);
        }
        long lag =
                streams.allLocalStorePartitionLags().values().stream()
                        .flatMap(store -> store.entrySet().stream())
                        .filter(partition -> here.contains(partition.getKey()))
                        .map(Map.Entry::getValue)
                        .mapToLong(LagInfo::offsetLag)
                        .sum();
        return new StandbyCopies(here.size(), lag);
    }
}
