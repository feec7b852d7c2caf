package io.orderpipeline.pipeline;

import static io.orderpipeline.pipeline.TrackerDriver.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.topic.DeadLetterHeaders;
import io.orderpipeline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A journal record that nobody can reconcile is kept as it was, with the reason. */
class TrackerDeadLetterTest {

    private static final String JOURNAL = Topics.PAYMENT_TRANSACTION.name();

    @TempDir private Path stateDirectory;
    private TrackerDriver tracker;

    @BeforeEach
    void start() {
        tracker = new TrackerDriver(stateDirectory);
    }

    @AfterEach
    void stop() {
        tracker.close();
    }

    @ParameterizedTest
    @CsvSource({
        "o-2, o-1, t-1, 4000, EUR, the record's key is 'o-2'",
        "o 1, o 1, t-1, 4000, EUR, orderId is not",
        "o-1, o-1, t 1, 4000, EUR, transactionId is not 1 to 60 characters",
        "o-1, o-1, t-1, -1, EUR, amount is not",
        "o-1, o-1, t-1, 4000, euro, amount is not",
    })
    void a_malformed_journal_record_is_a_dead_letter(
            String key,
            String orderId,
            String transactionId,
            long minor,
            String currency,
            String why) {
        Money amount = new Money(minor, currency);
        PaymentTransaction record =
                new PaymentTransaction(
                        transactionId,
                        orderId,
                        TrackerDriver.NOON,
                        new PaymentCaptured(amount, "eu-west"));
        byte[] value = tracker.encode(record);
        tracker.pipeRaw(JOURNAL, key, value);

        TestRecord<byte[], byte[]> letter = deadLetter();
        assertThat(letter.value()).isEqualTo(value);
        assertThat(header(letter, DeadLetterHeaders.MESSAGE)).contains(why);
        assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo(JOURNAL);
        assertThat(tracker.find(orderId, transactionId)).isEmpty();
    }

    @Test
    void bytes_that_are_no_record_and_no_bytes_at_all_are_dead_letters() {
        tracker.pipeRaw(JOURNAL, "o-1", new byte[] {1, 2, 3});
        assertThat(header(deadLetter(), DeadLetterHeaders.STAGE)).isEqualTo("deserialization");

        tracker.pipeRaw(Topics.ORDER_EVENT.name(), "o-1", null);
        assertThat(header(deadLetter(), DeadLetterHeaders.MESSAGE)).contains("no value");
    }

    @Test
    void a_region_is_bounded_so_that_no_row_outgrows_its_topic() {
        PaymentTransaction record =
                new PaymentTransaction(
                        "t-1",
                        "o-1",
                        TrackerDriver.NOON,
                        new PaymentCaptured(TOTAL, "x".repeat(100_000)));
        tracker.pipeRaw(JOURNAL, "o-1", tracker.encode(record));

        assertThat(header(deadLetter(), DeadLetterHeaders.MESSAGE)).contains("region is not");
    }

    @Test
    void a_record_whose_request_the_broker_refused_is_a_dead_letter_when_it_is_read_again(
            @TempDir Path afterAbort) {
        List<TestRecord<byte[], byte[]>> requests = requestsFor(tracker);
        assertThat(requests).hasSize(1);

        try (TrackerDriver again = new TrackerDriver(afterAbort)) {
            again.refuse(requests.get(0));

            assertThat(requestsFor(again)).isEmpty();
            assertThat(again.row("o-1", "t-1").getState().name()).isEqualTo("PENDING");
            TestRecord<byte[], byte[]> letter =
                    again.records(Topics.ORDER_DEAD_LETTER.name()).get(0);
            assertThat(header(letter, DeadLetterHeaders.MESSAGE))
                    .contains("its output could not be written");
        }
    }

    private static List<TestRecord<byte[], byte[]>> requestsFor(TrackerDriver tracker) {
        tracker.captured("o-1", "t-1", TOTAL);
        tracker.refundRequested("o-1", "t-1");
        return tracker.records(Topics.PAYMENT_REFUND.name());
    }

    @Test
    void the_records_around_a_dead_letter_are_reconciled() {
        tracker.captured("o-1", "t-1", TOTAL);
        tracker.pipeRaw(JOURNAL, "o-1", new byte[] {1, 2, 3});
        tracker.confirmed("o-1", "t-1", "order.command");

        assertThat(tracker.row("o-1", "t-1").getState().name()).isEqualTo("TRACKED");
        assertThat(deadLetter().value()).hasSize(3);
    }

    private TestRecord<byte[], byte[]> deadLetter() {
        return Objects.requireNonNull(
                tracker.records(Topics.ORDER_DEAD_LETTER.name()).get(0), "a dead letter");
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
