package io.orderpipeline.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.refund.RefundPayment;
import io.orderpipeline.schema.refund.RefundRequest;
import io.orderpipeline.schema.transaction.PaymentRefunded;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.sim.client.Clients;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.sim.gateway.FileBook;
import io.orderpipeline.sim.gateway.GatewayFaults;
import io.orderpipeline.sim.gateway.PaymentGateway;
import io.orderpipeline.sim.ledger.LedgerReader;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.SharedStack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The refund desk with a real broker, without a tracker: the test asks for refunds. */
class RefundDeskIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static LocalStack stack;

    @TempDir private Path folder;
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final List<PaymentTransaction> journal = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private String prefix = "";
    private Wire wire;
    private Registry registry;
    private Consumer<byte[], byte[]> reader;
    private Producer<byte[], byte[]> producer;
    private FileBook book;

    @BeforeAll
    static void start() {
        stack = PipelineStack.prepared(SharedStack.get());
    }

    @BeforeEach
    void listen(TestInfo test) {
        prefix = "t-" + Integer.toHexString(test.getDisplayName().hashCode()) + "-";
        Clients clients = connection().clients();
        wire = owned(Wire.connect(stack.registryUrl()));
        registry = owned(Registry.connect(stack.registryUrl()));
        producer = owned(clients.producer(connection().limits()));
        reader = owned(clients.consumer());
        List<TopicPartition> partitions =
                reader.partitionsFor("payment.transaction").stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        reader.assign(partitions);
        reader.seekToEnd(partitions);
        partitions.forEach(reader::position);
        book = owned(FileBook.open(folder.resolve("book.jsonl"), "topic-id", List.of()));
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void every_refund_is_executed_once_through_deaths_losses_and_repetitions() throws Exception {
        GatewayFaults faults = new GatewayFaults(7, 0.1, 0.1, 40, 3, Duration.ZERO);
        ask(0, 200);
        PaymentGateway gateway = gateway(faults);
        awaitExecuted(150); // the others were lost
        ask(0, 200);
        ask(100, 200);
        awaitRefunds(0, 200);
        gateway.close();

        assertThat(gateway.failure()).isEmpty();
        assertThat(gateway.tally().deaths()).isEqualTo(3);
        assertThat(gateway.tally().lost()).isBetween(5L, 40L);
        assertThat(gateway.tally().executed()).isEqualTo(200);
        assertThat(gateway.tally().refused()).isZero();
        assertThat(executed()).hasSize(200).doesNotHaveDuplicates();
        assertThat(journal).hasSizeGreaterThan(200).allSatisfy(this::asTheBookSays);
    }

    @Test
    void a_desk_that_died_before_the_journal_heard_journals_when_it_is_back() throws Exception {
        ask(0, 1);
        PaymentGateway gateway = gateway(new GatewayFaults(7, 0, 0, 1, 1, Duration.ZERO));
        awaitRefunds(0, 1);
        gateway.close();

        assertThat(gateway.tally())
                .as("executed in its first life, journaled in its second")
                .isEqualTo(new PaymentGateway.Tally(1, 1, 0, 0, 1));
        assertThat(executed()).hasSize(1);
    }

    @Test
    void a_desk_that_is_closed_for_a_while_misses_nothing_and_the_next_repeats_nothing()
            throws Exception {
        ask(0, 20);
        PaymentGateway late = gateway(GatewayFaults.closedFor(Duration.ofSeconds(3)));
        ask(20, 40);
        awaitRefunds(0, 40);
        late.close();
        int journaled = journal.size();

        PaymentGateway next = gateway(GatewayFaults.NONE);
        ask(40, 41);
        awaitRefunds(40, 41);
        next.close();

        assertThat(next.tally()).isEqualTo(new PaymentGateway.Tally(1, 0, 0, 0, 0));
        assertThat(journal).hasSize(journaled + 1);
        assertThat(executed()).hasSize(41).doesNotHaveDuplicates();
    }

    @Test
    void a_request_left_by_another_desk_is_known_from_its_ledger() throws Exception {
        Path other = folder.resolve("other.jsonl");
        try (FileBook before = FileBook.open(other, "topic-id", List.of())) {
            before.append(List.of(refund(0)));
        }
        FileBook second = FileBook.open(folder.resolve("2.jsonl"), "topic-id", List.of(other));
        ask(0, 1);
        PaymentGateway gateway =
                owned(
                        PaymentGateway.start(
                                connection(), owned(second), GatewayFaults.NONE, notices::add));
        awaitRefunds(0, 1);
        gateway.close();

        assertThat(gateway.tally().executed()).isZero();
        assertThat(gateway.tally().repeated()).isEqualTo(1);
    }

    @Test
    void contradictory_and_undecodable_requests_are_refused_and_the_next_one_is_not()
            throws Exception {
        PaymentGateway gateway = gateway(GatewayFaults.NONE);
        ask(0, 1);
        awaitRefunds(0, 1);
        send(request(0, 5_000));
        producer.send(new ProducerRecord<>("payment.refund", key(0), new byte[] {9, 9})).get();
        producer.send(new ProducerRecord<>("payment.refund", key(0), null)).get();
        RefundRequest foreign = request(1, 100);
        producer.send(new ProducerRecord<>("payment.refund", key(0), bytes(foreign))).get();
        ask(2, 3);
        awaitRefunds(2, 3);
        Awaitility.await().atMost(PATIENCE).until(() -> gateway.tally().refused() == 4);
        gateway.close();

        assertThat(executed()).containsExactlyInAnyOrder(transaction(0), transaction(2));
        assertThat(notices)
                .hasSize(4)
                .allMatch(notice -> notice.startsWith("refused the request payment.refund-"))
                .anyMatch(notice -> notice.contains("contradicts the book"));
    }

    @Test
    void a_second_desk_on_the_pipeline_gives_up_and_says_why() throws Exception {
        PaymentGateway first = gateway(GatewayFaults.NONE);
        ask(0, 1);
        awaitRefunds(0, 1);
        FileBook other = owned(FileBook.open(folder.resolve("2.jsonl"), "topic-id", List.of()));
        PaymentGateway second =
                owned(PaymentGateway.start(connection(), other, GatewayFaults.NONE, notices::add));

        assertThat(second.ended(TimeUnit.SECONDS.toMillis(30))).isTrue();
        assertThat(second.failure().orElseThrow())
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("another payment gateway is at work");
        assertThat(first.failure()).isEmpty();
    }

    private PaymentGateway gateway(GatewayFaults faults) {
        return owned(PaymentGateway.start(connection(), book, faults, notices::add));
    }

    private void ask(int from, int to) throws Exception {
        for (int number = from; number < to; number++) {
            send(request(number, 100 + number));
        }
    }

    private void send(RefundRequest request) throws Exception {
        producer.send(
                        new ProducerRecord<>(
                                "payment.refund",
                                request.getOrderId().getBytes(UTF_8),
                                bytes(request)))
                .get();
    }

    private byte[] bytes(RefundRequest request) {
        return AvroSerde.of(RefundRequest.class, registry).serialize("payment.refund", request);
    }

    private RefundRequest request(int number, long amountMinor) {
        return new RefundRequest(
                "rfd-" + transaction(number),
                "o-" + transaction(number),
                transaction(number),
                Instant.EPOCH,
                new Cause("order.event", 0, (long) number),
                new RefundPayment(new Money(amountMinor, "EUR"), "ORDER_NOT_FOUND"));
    }

    private Line.Refunded refund(int number) {
        return new Line.Refunded(
                transaction(number),
                "rfd-" + transaction(number),
                100 + number,
                "EUR",
                "2026-01-01T00:00:00Z");
    }

    private String transaction(int number) {
        return prefix + number;
    }

    private byte[] key(int number) {
        return ("o-" + transaction(number)).getBytes(UTF_8);
    }

    private void awaitExecuted(int least) {
        Awaitility.await().atMost(PATIENCE).until(() -> executed().size() >= least);
    }

    /** Waits until the journal shows these refunds. */
    private void awaitRefunds(int from, int to) {
        List<String> wanted = IntStream.range(from, to).mapToObj(this::transaction).toList();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> {
                            readJournal();
                            return journal.stream()
                                    .map(PaymentTransaction::getTransactionId)
                                    .collect(Collectors.toSet())
                                    .containsAll(wanted);
                        });
    }

    private void readJournal() {
        reader.poll(Duration.ofMillis(200))
                .forEach(record -> journal.add(wire.transaction(record.value())));
    }

    private List<String> executed() {
        return LedgerReader.refunds(folder.resolve("book.jsonl")).stream()
                .map(Line.Refunded::transaction)
                .toList();
    }

    private void asTheBookSays(PaymentTransaction journaled) {
        Map<String, Line.Refunded> byTransaction =
                LedgerReader.refunds(folder.resolve("book.jsonl")).stream()
                        .collect(Collectors.toMap(Line.Refunded::transaction, each -> each));
        PaymentRefunded refunded = (PaymentRefunded) journaled.getPayload();
        Line.Refunded booked =
                Objects.requireNonNull(byTransaction.get(journaled.getTransactionId()));
        assertThat(refunded.getRefundId()).isEqualTo(booked.refund());
        assertThat(refunded.getAmount().getAmountMinor()).isEqualTo(booked.amountMinor());
        assertThat(journaled.getOrderId()).isEqualTo("o-" + booked.transaction());
        assertThat(journaled.getOccurredAt()).isEqualTo(Instant.parse(booked.executedAt()));
    }

    private static Connection connection() {
        return Connection.to(stack.bootstrapServers(), stack.registryUrl());
    }

    private <T extends AutoCloseable> T owned(T resource) {
        open.add(resource);
        return resource;
    }
}
