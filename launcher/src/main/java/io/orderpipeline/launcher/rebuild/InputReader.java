package io.orderpipeline.launcher.rebuild;

import io.orderpipeline.order.Cause;
import io.orderpipeline.pipeline.StateRebuild;
import io.orderpipeline.sim.audit.TopicReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Hands a role's rebuild everything that it folds, of what the role consumes only what its group
 * has committed, and refuses when the role has written something about a record beyond that.
 */
final class InputReader {

    private static final int SHOWN = 3;

    private final Brokers brokers;
    private final Positions positions;
    private final List<String> beyond = new ArrayList<>();
    private long records;

    InputReader(Brokers brokers, Positions positions) {
        this.brokers = brokers;
        this.positions = positions;
    }

    /** Returns how many records were folded. */
    long readInto(StateRebuild rebuild, String group) {
        rebuild.inputs().forEach(input -> read(input, rebuild));
        if (!beyond.isEmpty()) {
            throw new RefusedException(
                    "the positions of group %s are behind what it has written (%d records, the first: %s): the state cannot be told for them; nothing was written. If the app has only just died, run this again. Else the positions were lost or set back: set each one to where the app was with kafka-consumer-groups.sh --group %s --reset-offsets --to-offset N --topic TOPIC:PARTITION --execute, and run this again"
                            .formatted(
                                    group,
                                    beyond.size(),
                                    beyond.subList(0, Math.min(SHOWN, beyond.size())),
                                    group));
        }
        return records;
    }

    private void read(StateRebuild.Input input, StateRebuild rebuild) {
        TopicReader reader = brokers.reader();
        Map<TopicPartition, Long> from =
                reader.beginnings(List.copyOf(brokers.partitions(input.topic())));
        from.forEach(
                (at, first) -> {
                    if (first > 0) {
                        rebuild.trimmed(at.topic(), at.partition());
                    }
                });
        reader.read(from, record -> take(record, input, rebuild));
    }

    private void take(
            ConsumerRecord<byte[], byte[]> record, StateRebuild.Input input, StateRebuild rebuild) {
        Cause at = new Cause(record.topic(), record.partition(), record.offset());
        if (input.consumed() && !positions.isHandled(at)) {
            return;
        }
        records++;
        Optional<Cause> cause =
                rebuild.read(
                        new StateRebuild.Stored(
                                at, record.timestamp(), record.key(), record.value()));
        cause.filter(each -> !positions.isHandled(each))
                .ifPresent(each -> beyond.add(at + " is about " + each));
    }
}
