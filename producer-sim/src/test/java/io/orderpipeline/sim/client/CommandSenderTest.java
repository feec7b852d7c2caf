package io.orderpipeline.sim.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.ledger.Fate;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.Traffic.Sending;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Against Kafka's own in-memory producer, which answers when it is told to. */
class CommandSenderTest {

    private static final int ATTEMPTS = 3;

    private record Known(Attempt attempt, Verdict verdict) {}

    private final List<Known> known = new ArrayList<>();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final CommandSender sender =
            new CommandSender(
                    producer,
                    new RecordFactory(record -> record.toString().getBytes(UTF_8), 1),
                    (attempt, verdict) -> known.add(new Known(attempt, verdict)),
                    ATTEMPTS);
    private final List<Sending> order = order();

    @Test
    void an_acknowledged_record_is_known_once() throws InterruptedException {
        sender.send(order.get(0));
        producer.completeNext();
        listen();

        assertThat(fates()).containsExactly(Fate.ACKNOWLEDGED);
        assertThat(sender.idle()).isTrue();
    }

    @Test
    void a_timed_out_record_is_sent_again_with_the_same_bytes_and_not_reported_yet()
            throws InterruptedException {
        sender.send(order.get(0));
        long timedOut = System.nanoTime();
        producer.errorNext(new TimeoutException("late"));
        listen();

        assertThat(known).isEmpty();
        assertThat(sender.idle()).isFalse();
        assertThat(producer.history()).hasSize(2);
        assertThat(producer.history().get(1)).isSameAs(producer.history().get(0));

        producer.completeNext();
        listen();
        assertThat(fates()).containsExactly(Fate.ACKNOWLEDGED);
        assertThat(known.get(0).attempt().number()).isEqualTo(2);
        assertThat(known.get(0).attempt().firstSentNanos())
                .as("latency counts from the first attempt")
                .isLessThan(timedOut);
    }

    @Test
    void after_the_last_attempt_the_fate_is_unknown_and_the_order_is_abandoned()
            throws InterruptedException {
        sender.send(order.get(0));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            producer.errorNext(new TimeoutException("late"));
            listen();
        }

        assertThat(fates()).containsExactly(Fate.UNKNOWN);
        assertThat(sender.send(order.get(1))).isFalse();
        assertThat(producer.history()).hasSize(ATTEMPTS);
    }

    @Test
    void a_refused_record_is_not_sent_again() throws InterruptedException {
        sender.send(order.get(0));
        producer.errorNext(new RecordTooLargeException("too large"));
        listen();

        assertThat(fates()).containsExactly(Fate.REFUSED);
        assertThat(producer.history()).hasSize(1);
        assertThat(sender.send(order.get(1))).isFalse();
    }

    @Test
    void the_next_record_of_an_order_waits_for_the_one_before() throws InterruptedException {
        sender.send(order.get(0));
        Thread stopper = new Thread(sender::stop);
        stopper.start();

        assertThat(sender.send(order.get(1))).as("only a stop ends the waiting").isFalse();
        assertThat(producer.history()).hasSize(1);
        stopper.join();
    }

    @Test
    void what_is_under_way_at_the_end_is_unknown_and_not_sent_again() throws InterruptedException {
        sender.send(order.get(0));
        producer.errorNext(new TimeoutException("late"));
        sender.close(Duration.ZERO);

        assertThat(fates()).containsExactly(Fate.UNKNOWN);
        assertThat(producer.history()).hasSize(1);
    }

    private void listen() throws InterruptedException {
        sender.listenUntil(System.nanoTime());
    }

    private List<Fate> fates() {
        return known.stream().map(each -> each.verdict().fate()).toList();
    }

    /** The records of one order that has at least two. */
    private static List<Sending> order() {
        Traffic calm = new Traffic(new TrafficOptions(1, 20, Scenario.CALM.mischief()));
        List<Sending> all = StreamSupport.stream(calm.spliterator(), false).toList();
        String longest =
                all.stream()
                        .filter(sending -> sending.plan().records().size() == 3)
                        .findFirst()
                        .orElseThrow()
                        .plan()
                        .orderId();
        return all.stream().filter(each -> each.plan().orderId().equals(longest)).toList();
    }
}
