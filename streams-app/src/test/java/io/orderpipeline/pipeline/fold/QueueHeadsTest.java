package io.orderpipeline.pipeline.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class QueueHeadsTest {

    private final QueueHeads heads = new QueueHeads();

    @Test
    void a_record_is_the_last_one_until_the_next_of_its_partition_is_at_the_head() {
        assertThat(heads.extract(record(0, 7), -1)).isEqualTo(7_000);
        assertThat(heads.hasBehind(0, 7)).isFalse();

        long unused = heads.extract(record(0, 9), -1);

        assertThat(heads.hasBehind(0, 7)).isTrue();
        assertThat(heads.hasBehind(0, 9)).isFalse();
    }

    @Test
    void partitions_do_not_wait_for_each_other() {
        long unused = heads.extract(record(0, 7), -1);
        unused = heads.extract(record(1, 100), -1);

        assertThat(heads.hasBehind(0, 7)).isFalse();
        assertThat(heads.hasBehind(2, 0)).isFalse();
    }

    @Test
    void what_was_at_the_head_before_a_partition_was_read_again_counts_no_more() {
        long unused = heads.extract(record(0, 100), -1);

        unused = heads.extract(record(0, 7), -1);

        assertThat(heads.hasBehind(0, 7)).isFalse();
    }

    @Test
    void a_record_without_a_time_is_refused() {
        assertThatThrownBy(() -> heads.extract(record(0, 7, -1), -1))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("timestamp");
    }

    private static ConsumerRecord<Object, Object> record(int partition, long offset) {
        return record(partition, offset, offset * 1_000);
    }

    private static ConsumerRecord<Object, Object> record(int partition, long offset, long timeMs) {
        return new ConsumerRecord<>(
                "words",
                partition,
                offset,
                timeMs,
                TimestampType.CREATE_TIME,
                1,
                1,
                "k",
                "a",
                new RecordHeaders(),
                Optional.empty());
    }
}
