package io.orderpipeline.launcher.rebuild;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/**
 * The views read the ledger's changelog like a source. When it was made anew, their positions
 * belong to the old one, and what is written below them would never be read: they are set to the
 * beginning.
 *
 * @param prefix what the names of their groups begin with
 */
record Followers(Brokers brokers, String changelog, String prefix) {

    /**
     * Waits until nobody is in a group that would go on with positions of another changelog. When
     * it is lost, the brokers have forgotten its positions with it, but a member has not.
     *
     * @param lost whether the changelog is gone, and is about to be made anew
     */
    void awaitGone(boolean lost, Duration patience, Consumer<String> tell) {
        for (String group : groups()) {
            if (lost || !back(group, false).isEmpty()) {
                GroupHold.awaitEmpty(brokers, group, patience, tell);
            }
        }
    }

    private List<String> groups() {
        return Brokers.await(brokers.admin().listGroups().all()).stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(prefix))
                .toList();
    }

    /**
     * Sets positions that cannot be in this changelog back, and says whose.
     *
     * @param madeAnew whether it has just been made
     */
    List<String> rewind(boolean madeAnew) {
        List<String> rewound = new ArrayList<>();
        for (String group : groups()) {
            Map<TopicPartition, OffsetAndMetadata> back = back(group, madeAnew);
            if (!back.isEmpty()) {
                setBack(group, back);
                rewound.add("%s will read %s from its beginning".formatted(group, changelog));
            }
        }
        return rewound;
    }

    private void setBack(String group, Map<TopicPartition, OffsetAndMetadata> back) {
        try {
            Void unused =
                    Brokers.await(brokers.admin().alterConsumerGroupOffsets(group, back).all());
        } catch (UnknownMemberIdException | GroupNotEmptyException started) {
            throw new RefusedException(
                    "an app has just joined group %s; stop it and run this again".formatted(group),
                    started);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> back(String group, boolean anew) {
        Positions positions = Positions.of(brokers, group);
        Set<TopicPartition> read = new HashSet<>(positions.committed().keySet());
        read.removeIf(at -> !at.topic().equals(changelog) || positions.of(at) == 0);
        Map<TopicPartition, OffsetAndMetadata> back = new HashMap<>();
        if (anew || isBeyond(positions, read)) {
            read.forEach(at -> back.put(at, new OffsetAndMetadata(0)));
        }
        return back;
    }

    private boolean isBeyond(Positions positions, Set<TopicPartition> read) {
        return brokers.ends(read, IsolationLevel.READ_UNCOMMITTED).entrySet().stream()
                .anyMatch(end -> positions.of(end.getKey()) > end.getValue());
    }
}
