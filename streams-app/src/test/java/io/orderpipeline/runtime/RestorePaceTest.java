package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestorePaceTest {

    private static final TopicPartition ONE = new TopicPartition("t", 1);
    private static final TopicPartition TWO = new TopicPartition("t", 2);

    private final RestorePace pace = new RestorePace();

    @Test
    void a_partition_is_not_read_as_long_as_too_many_of_its_records_wait() {
        pace.read(records(ONE, RestorePace.MOST_WAITING, "k"));
        pace.read(records(TWO, RestorePace.MOST_WAITING - 1, "k"));
        assertThat(pace.ahead(List.of(ONE, TWO))).containsExactly(ONE);

        pace.applied(ONE, 1);

        assertThat(pace.ahead(List.of(ONE, TWO))).isEmpty();
    }

    @Test
    void records_without_a_key_do_not_wait() {
        pace.read(records(ONE, RestorePace.MOST_WAITING, null));

        assertThat(pace.ahead(List.of(ONE))).isEmpty();
    }

    @Test
    void what_waited_for_a_store_that_has_gone_is_forgotten() {
        pace.read(records(ONE, RestorePace.MOST_WAITING, "k"));

        pace.keep(List.of(ONE), List.of());
        pace.applied(ONE, 5); // of the last batch

        assertThat(pace.ahead(List.of(ONE))).isEmpty();
    }

    @Test
    void nothing_waits_of_what_a_consumer_before_this_one_has_read() {
        pace.read(records(ONE, RestorePace.MOST_WAITING, "k"));
        pace.read(records(TWO, RestorePace.MOST_WAITING, "k"));

        pace.keep(List.of(TWO), List.of(ONE, TWO));

        assertThat(pace.ahead(List.of(ONE, TWO))).containsExactly(TWO);
    }

    private static ConsumerRecords<byte[], byte[]> records(
            TopicPartition partition, long count, @Nullable String key) {
        List<ConsumerRecord<byte[], byte[]>> records =
                LongStream.range(0, count)
                        .mapToObj(offset -> record(partition, offset, key))
                        .toList();
        return new ConsumerRecords<>(Map.of(partition, records), Map.of());
    }

    @SuppressWarnings("NullAway") // Kafka's class is not annotated: a key may be null
    private static ConsumerRecord<byte[], byte[]> record(
            TopicPartition partition, long offset, @Nullable String key) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                key == null ? null : new byte[] {1},
                new byte[0]);
    }
}
