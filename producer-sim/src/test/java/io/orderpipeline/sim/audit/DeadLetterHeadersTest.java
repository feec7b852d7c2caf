package io.orderpipeline.sim.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.client.FailingRecord;
import io.orderpipeline.topic.DeadLetterHeaders;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Anybody may write dead letters; what their headers say must never stop the audit. */
class DeadLetterHeadersTest {

    @Test
    void the_headers_say_where_the_failing_record_stands() {
        ConsumerRecord<byte[], byte[]> letter = letter("5", "17");

        assertThat(FailingRecord.of(letter.headers()))
                .contains(new FailingRecord("order.command", 5, 17));
        assertThat(RecordReader.deadLetter(letter).orElseThrow().cause())
                .isEqualTo(new Place("order.command", new Position(5, 17)));
    }

    @ParameterizedTest
    @CsvSource({"99999999999,1", "1,99999999999999999999", "-1,0", "0,-1", "x,1", "1,''"})
    void an_impossible_place_is_no_place(String partition, String offset) {
        ConsumerRecord<byte[], byte[]> letter = letter(partition, offset);

        assertThat(FailingRecord.of(letter.headers())).isEmpty();
        assertThat(RecordReader.deadLetter(letter)).isEmpty();
    }

    @Test
    void a_record_too_large_to_be_repeated_may_be_left_out_of_its_dead_letter() {
        ConsumerRecord<byte[], byte[]> empty =
                new ConsumerRecord<>("order.dead-letter", 0, 9, null, null);
        letter("5", "17").headers().forEach(empty.headers()::add);
        assertThat(RecordReader.deadLetter(empty).orElseThrow().bytes()).isPresent();

        add(empty, DeadLetterHeaders.VALUE_OMITTED, "1048576");
        assertThat(RecordReader.deadLetter(empty).orElseThrow().bytes()).isEmpty();
        assertThat(Judge.judge(omitting(), List.of()).ok()).isTrue();
    }

    @Test
    void a_dead_letter_with_something_in_it_left_nothing_out() {
        ConsumerRecord<byte[], byte[]> letter = letter("5", "17");
        add(letter, DeadLetterHeaders.VALUE_OMITTED, "7");

        assertThat(RecordReader.deadLetter(letter).orElseThrow().bytes()).isPresent();
    }

    @Test
    void a_dead_letter_without_a_place_is_held_against_i3() {
        ReferenceRun run = ReferenceRun.clean();
        run.unreadable.add("order.dead-letter 0@9 names no failing record");

        assertThat(Judge.judge(run.evidence(), List.of()).invariants())
                .filteredOn(row -> !row.ok())
                .extracting(AuditRow::id)
                .containsExactly("I3");
    }

    private static Evidence omitting() {
        ReferenceRun run = ReferenceRun.clean();
        run.deadLetters.replaceAll(
                was ->
                        new OutcomeRecord.DeadLetter(
                                was.at(), was.cause(), was.key(), Optional.empty(), was.message()));
        return run.evidence();
    }

    private static ConsumerRecord<byte[], byte[]> letter(String partition, String offset) {
        ConsumerRecord<byte[], byte[]> letter =
                new ConsumerRecord<>("order.dead-letter", 0, 9, "o-1".getBytes(UTF_8), null);
        add(letter, DeadLetterHeaders.TOPIC, "order.command");
        add(letter, DeadLetterHeaders.PARTITION, partition);
        add(letter, DeadLetterHeaders.OFFSET, offset);
        return letter;
    }

    private static void add(ConsumerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(UTF_8));
    }
}
