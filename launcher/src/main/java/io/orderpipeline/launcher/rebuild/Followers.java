package io.orderpipeline.launcher.rebuild;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * The views read the ledger's changelog like a source. When it was made anew, their positions
 * belong to the old one, and what is written below them would never be read: they are set to the
 * beginning.
 */
record Followers(Brokers brokers, String changelog) {

    /** Waits until nobody is in a group that has read the changelog that is gone. */
    void awaitGone(String prefix, Duration patience, Consumer<String> tell) {
        for (String group : groups(prefix)) {
            boolean read =
                    Positions.of(brokers, group).committed().keySet().stream()
                            .anyMatch(at -> at.topic().equals(changelog));
            if (read) {
                GroupHold.awaitEmpty(brokers, group, patience, tell);
            }
        }
    }

    private List<String> groups(String prefix) {
        return Brokers.await(brokers.admin().listGroups().all()).stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(prefix))
                .toList();
    }

    /**
     * Sets positions that cannot be in this changelog back.
     *
     * @param prefix what the groups' names begin with
     */
    void rewind(String prefix, boolean madeAnew, Duration patience, Consumer<String> tell) {
        for (String group : groups(prefix)) {
            Map<TopicPartition, OffsetAndMetadata> back = back(group, madeAnew);
            if (!back.isEmpty()) {
                GroupHold.awaitEmpty(brokers, group, patience, tell);
                Void unused =
                        Brokers.await(brokers.admin().alterConsumerGroupOffsets(group, back).all());
                tell.accept("%s will read %s from its beginning".formatted(group, changelog));
            }
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> back(String group, boolean madeAnew) {
        Map<TopicPartition, Long> ends =
                brokers.ends(brokers.partitions(changelog), IsolationLevel.READ_UNCOMMITTED);
        Positions positions = Positions.of(brokers, group);
        Map<TopicPartition, OffsetAndMetadata> back = new HashMap<>();
        boolean stale =
                ends.entrySet().stream()
                        .anyMatch(end -> positions.of(end.getKey()) > end.getValue());
        if (stale || madeAnew) {
            ends.keySet().stream()
                    .filter(at -> positions.of(at) > 0)
                    .forEach(at -> back.put(at, new OffsetAndMetadata(0)));
        }
        return back;
    }
}
