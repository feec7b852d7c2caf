package io.orderpipeline.pipeline;

import static io.orderpipeline.pipeline.AvroCommands.confirm;
import static io.orderpipeline.pipeline.AvroCommands.place;
import static io.orderpipeline.pipeline.DeciderDriver.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.topic.DeadLetterHeaders;
import io.orderpipeline.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeciderDeadLetterTest {

    @TempDir private Path directory;
    private DeciderDriver decider;

    @BeforeEach
    void start() {
        decider = new DeciderDriver(directory);
    }

    @AfterEach
    void stop() {
        decider.close();
    }

    @Test
    void a_value_that_is_no_avro_keeps_its_bytes_and_tells_where_it_stood() {
        byte[] garbage = {9, 9, 9, 9, 9, 9};
        decider.send(place("c-1", "o-1"));
        decider.sendRaw("o-1", garbage, NOON);

        TestRecord<byte[], byte[]> letter = onlyDeadLetter();

        assertThat(letter.key()).asString().isEqualTo("o-1");
        assertThat(letter.value()).isEqualTo(garbage);
        assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo("order.command");
        assertThat(header(letter, DeadLetterHeaders.PARTITION)).isEqualTo("0");
        assertThat(header(letter, DeadLetterHeaders.OFFSET)).isEqualTo("1");
        assertThat(header(letter, DeadLetterHeaders.TIMESTAMP))
                .isEqualTo(String.valueOf(NOON.toEpochMilli()));
        assertThat(header(letter, DeadLetterHeaders.STAGE)).isEqualTo("deserialization");
        assertThat(header(letter, DeadLetterHeaders.APPLICATION))
                .isEqualTo("order-pipeline-decider");
        assertThat(header(letter, DeadLetterHeaders.EXCEPTION))
                .endsWith("UndecodableRecordException");
        assertThat(header(letter, DeadLetterHeaders.MESSAGE)).contains("first byte is 0x09");
    }

    @Test
    void a_truncated_body_and_an_unknown_schema_id_are_told_apart() {
        byte[] whole = decider.encode(place("c-1", "o-1"));
        decider.sendRaw("o-1", Arrays.copyOf(whole, whole.length - 3), NOON);
        decider.sendRaw("o-1", ByteBuffer.allocate(9).put((byte) 0).putInt(4711).array(), NOON);

        List<TestRecord<byte[], byte[]>> letters = deadLetters();

        assertThat(header(letters.get(0), DeadLetterHeaders.MESSAGE)).contains("ends before");
        assertThat(header(letters.get(1), DeadLetterHeaders.MESSAGE))
                .contains("no schema with id 4711");
    }

    @Test
    void a_record_without_a_value_is_no_command() {
        decider.sendRaw("o-1", null, NOON);

        TestRecord<byte[], byte[]> letter = onlyDeadLetter();

        assertThat(letter.value()).isNull();
        assertThat(header(letter, DeadLetterHeaders.STAGE)).isEqualTo("processing");
        assertThat(header(letter, DeadLetterHeaders.MESSAGE)).contains("the record has no value");
    }

    @Test
    void a_record_under_another_key_or_none_would_break_the_single_writer() {
        byte[] value = decider.encode(place("c-1", "o-1"));
        decider.sendRaw("o-2", value, NOON);
        decider.sendRaw(null, value, NOON);

        List<TestRecord<byte[], byte[]>> letters = deadLetters();

        assertThat(header(letters.get(0), DeadLetterHeaders.MESSAGE))
                .contains("the record's key is 'o-2'; it must be its orderId 'o-1'");
        assertThat(letters.get(0).value()).isEqualTo(value);
        assertThat(header(letters.get(1), DeadLetterHeaders.MESSAGE)).contains("key is 'null'");
        assertThat(decider.state("o-1")).isEmpty();
    }

    @Test
    void a_malformed_id_cannot_be_answered_or_remembered() {
        decider.send(place("not a valid id", "o-1"));

        assertThat(header(onlyDeadLetter(), DeadLetterHeaders.MESSAGE))
                .contains("commandId 'not a valid id'");
    }

    @Test
    void a_record_on_a_partition_that_its_key_does_not_belong_to_is_refused(@TempDir Path other) {
        try (DeciderDriver ofSix = new DeciderDriver(other, 6)) {
            String elsewhere = "o-2"; // murmur2 puts it on another partition than 0 of 6
            ofSix.send(place("c-1", elsewhere));

            TestRecord<byte[], byte[]> letter =
                    ofSix.records(Topics.ORDER_DEAD_LETTER.name()).get(0);
            assertThat(header(letter, DeadLetterHeaders.MESSAGE))
                    .contains("stands on partition 0")
                    .contains("murmur2_random");
            assertThat(ofSix.events()).isEmpty();
        }
    }

    @Test
    void a_record_too_large_to_be_written_again_is_located_and_left_out() {
        decider.sendRaw("o-1", new byte[1_000_000], NOON);
        decider.sendRaw("o-1", new byte[1_040_000], NOON);

        List<TestRecord<byte[], byte[]>> letters = deadLetters();

        assertThat(letters.get(0).value()).hasSize(1_000_000);
        assertThat(letters.get(1).value()).isNull();
        assertThat(header(letters.get(1), DeadLetterHeaders.VALUE_OMITTED)).isEqualTo("1040000");
        assertThat(header(letters.get(1), DeadLetterHeaders.OFFSET)).isEqualTo("1");
    }

    @Test
    void what_comes_after_a_dead_letter_is_decided_as_if_it_had_not_been() {
        decider.send(place("c-1", "o-1"));
        decider.sendRaw("o-1", new byte[] {1}, NOON);
        OrderCommand confirm = confirm("c-2", "o-1");
        decider.send(confirm);

        assertThat(decider.events()).hasSize(2);
        assertThat(decider.rejections()).isEmpty();
    }

    private TestRecord<byte[], byte[]> onlyDeadLetter() {
        List<TestRecord<byte[], byte[]>> letters = deadLetters();
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    /**
     * The driver shows what a record that cannot be decoded led to when the next record is
     * processed.
     */
    private List<TestRecord<byte[], byte[]>> deadLetters() {
        decider.send(place("next", "o-next"));
        return decider.records(Topics.ORDER_DEAD_LETTER.name());
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
