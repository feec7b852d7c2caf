package io.orderpipeline.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.command.ReceivedCommand;
import io.orderpipeline.order.decision.Decider;
import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.state.OrderState;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.sim.audit.DeciderMemory;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.CommandWire;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.RejectionWire;
import io.orderpipeline.wire.StateWire;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Stands in for the decider: facts, states and positions in one transaction, byte for byte as it
 * writes them. Holds the states of the orders that have commands to come. One thread.
 */
final class Decisions implements Fact.Cases<Decisions.Output>, AutoCloseable {

    private static final Applications IDS = Applications.DEFAULT;
    private static final int REMEMBERED = DeciderMemory.DEFAULT.commands();

    private final Registry registry;
    private final AvroSerde<OrderEvent> events;
    private final AvroSerde<OrderRejection> rejections;
    private final AvroSerde<io.orderpipeline.schema.state.OrderState> states;
    private final Producer<byte[], byte[]> producer;
    private final ConsumerGroupMetadata decider;
    private final Map<String, OrderState> open = new HashMap<>();
    private long happened;

    /** Owns both. */
    Decisions(Registry registry, Producer<byte[], byte[]> producer, ConsumerGroupMetadata decider) {
        this.registry = registry;
        this.producer = producer;
        this.decider = decider;
        producer.initTransactions();
        events = AvroSerde.of(OrderEvent.class, registry);
        rejections = AvroSerde.of(OrderRejection.class, registry);
        states = AvroSerde.of(io.orderpipeline.schema.state.OrderState.class, registry);
    }

    /** The decider must not run, and its changelog must be there. */
    static Decisions open(Connection to) {
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                to.bootstrap(),
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                "bench-decisions",
                                ProducerConfig.LINGER_MS_CONFIG,
                                100),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        try (Consumer<?, ?> nobody = to.clients().member(IDS.decider())) {
            return new Decisions(Registry.connect(to.registry()), producer, nobody.groupMetadata());
        }
    }

    /** A record of the traffic, and where the broker put it. */
    record Sent(Traffic.Sending sending, RecordMetadata at) {

        boolean isCommand() {
            return sending.record().capture().isEmpty();
        }

        boolean isLast() {
            return sending.index() + 1 == sending.plan().records().size();
        }
    }

    /** Events written so far. */
    long events() {
        return happened;
    }

    void write(List<Sent> batch) {
        Map<TopicPartition, OffsetAndMetadata> passed = new HashMap<>();
        producer.beginTransaction();
        for (Sent sent : batch) {
            if (sent.isCommand()) {
                decide(sent);
                passed.put(
                        new TopicPartition(sent.at().topic(), sent.at().partition()),
                        new OffsetAndMetadata(sent.at().offset() + 1));
            }
        }
        producer.sendOffsetsToTransaction(passed, decider);
        producer.commitTransaction();
    }

    private void decide(Sent sent) {
        RecordMetadata at = sent.at();
        ReceivedCommand command =
                CommandWire.read(
                        sent.sending().record().command(),
                        new Cause(at.topic(), at.partition(), at.offset()),
                        Instant.ofEpochMilli(at.timestamp()));
        OrderState state =
                open.getOrDefault(command.orderId(), OrderState.blank(command.orderId()));
        for (Fact fact : Decider.decide(command, state)) {
            state = state.apply(fact, REMEMBERED);
            send(fact.match(this), at);
        }
        open.put(command.orderId(), state);
        if (sent.isLast()) {
            open.remove(command.orderId());
            send(changelog(state), at);
        }
    }

    private void send(Output output, RecordMetadata at) {
        Future<RecordMetadata> unused = // commitTransaction throws what goes wrong
                producer.send(
                        new ProducerRecord<>(
                                output.topic(),
                                at.partition(),
                                at.timestamp(),
                                output.orderId().getBytes(UTF_8),
                                output.value()));
    }

    /** A record to write, where the command is in its topic. */
    record Output(String topic, String orderId, byte[] value) {}

    @Override
    public Output happened(Fact.Happened fact) {
        happened++;
        String topic = Topics.ORDER_EVENT.name();
        return new Output(
                topic, fact.origin().orderId(), events.serialize(topic, EventWire.write(fact)));
    }

    @Override
    public Output refused(Fact.Refused fact) {
        String topic = Topics.ORDER_REJECTION.name();
        return new Output(
                topic,
                fact.origin().orderId(),
                rejections.serialize(topic, RejectionWire.write(fact)));
    }

    private Output changelog(OrderState state) {
        String topic = IDS.ordersChangelog();
        return new Output(topic, state.orderId(), states.serialize(topic, StateWire.write(state)));
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
    }
}
