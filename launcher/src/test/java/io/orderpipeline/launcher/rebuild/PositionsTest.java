package io.orderpipeline.launcher.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.Cause;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** How far a group has come, also where it never committed. */
class PositionsTest {

    private static final TopicPartition COMMITTED = new TopicPartition("order.event", 0);
    private static final TopicPartition NEVER = new TopicPartition("order.event", 1);

    private final Positions positions = new Positions(Map.of(COMMITTED, new OffsetAndMetadata(7)));

    @Test
    void where_the_group_never_committed_nothing_is_handled() {
        assertThat(positions.isHandled(new Cause("order.event", 0, 6))).isTrue();
        assertThat(positions.isHandled(new Cause("order.event", 0, 7))).isFalse();
        assertThat(positions.isHandled(new Cause("order.event", 1, 0))).isFalse();
    }

    @Test
    void the_auditor_is_told_so_too_and_nothing_of_what_the_role_does_not_consume() {
        assertThat(positions.of(List.of(COMMITTED, NEVER)))
                .containsOnly(Map.entry(COMMITTED, 7L), Map.entry(NEVER, 0L));
    }
}
