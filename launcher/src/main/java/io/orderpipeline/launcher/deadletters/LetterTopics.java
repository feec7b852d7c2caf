package io.orderpipeline.launcher.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.schema.deadletter.DeadLetterAction;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.sim.audit.TopicReader;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.Preflight;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.topic.Topic;
import io.orderpipeline.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * The topics as operators of dead letters see them: whole, and as far as they are committed. It
 * asks the topics and not the app, which may be down. One thread.
 */
final class LetterTopics implements AutoCloseable {

    private final Wire wire;
    private final Consumer<byte[], byte[]> consumer;
    private final TopicReader topics;
    private final int partitions;

    /** Fails with what to do when the brokers do not answer or a topic is missing. */
    LetterTopics(Connection connection) {
        partitions = Preflight.check(connection).partitions();
        wire = Wire.connect(connection.registry());
        consumer = connection.clients().consumer();
        topics = new TopicReader(consumer);
    }

    Readings readings() {
        return new Readings(wire);
    }

    byte[] encoded(DeadLetterAction action) {
        return wire.encode(action);
    }

    /** The partition where a key belongs, as every producer of Java and the app have it. */
    int home(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    /** Where the record of a letter would be written. */
    String home(Letter letter) {
        byte[] key = letter.content().key();
        return letter.source().topic() + (key == null ? "" : "-" + home(key));
    }

    Letters letters() {
        List<Letter> letters = new ArrayList<>();
        long[] nameless = {0};
        read(
                Topics.ORDER_DEAD_LETTER,
                record -> Letter.of(record).ifPresentOrElse(letters::add, () -> nameless[0]++));
        ActionLog actions = new ActionLog(wire::deadLetterAction);
        read(Topics.ORDER_DEAD_LETTER_ACTION, actions::take);
        return new Letters(letters, actions.byLetter(), nameless[0] + actions.nameless());
    }

    /**
     * How these orders stand. Commands are read first, so that each that is read and was decided by
     * then has its outcome here; what comes later the app judges.
     */
    OrderBook orders(Set<String> ids, Letters letters) {
        OrderBook book = new OrderBook();
        if (ids.isEmpty()) {
            return book;
        }
        letters.all().forEach(each -> book.deadLetter(each.source()));
        read(Topics.ORDER_COMMAND, of(ids, record -> command(record, book)));
        read(Topics.ORDER_EVENT, of(ids, record -> event(record, book)));
        read(Topics.ORDER_REJECTION, of(ids, record -> rejection(record, book)));
        read(Topics.PAYMENT_TRANSACTION, of(ids, record -> journal(record, book)));
        return book;
    }

    private void command(ConsumerRecord<byte[], byte[]> record, OrderBook book) {
        decoded(record, wire::command)
                .ifPresent(
                        command ->
                                book.command(
                                        command.getOrderId(),
                                        command.getCommandId(),
                                        place(record)));
    }

    private void event(ConsumerRecord<byte[], byte[]> record, OrderBook book) {
        Optional<OrderEvent> decoded = decoded(record, wire::event);
        decoded.ifPresent(
                event -> {
                    String type = event.getPayload().getClass().getSimpleName();
                    book.version(event.getOrderId(), event.getVersion());
                    book.outcome(
                            event.getOrderId(),
                            event.getCommandId(),
                            RecordPlace.of(event.getCause()),
                            type + " at " + place(record));
                });
    }

    private void rejection(ConsumerRecord<byte[], byte[]> record, OrderBook book) {
        Optional<OrderRejection> decoded = decoded(record, wire::rejection);
        decoded.ifPresent(
                rejection ->
                        book.outcome(
                                rejection.getOrderId(),
                                rejection.getCommandId(),
                                RecordPlace.of(rejection.getCause()),
                                rejection.getReason() + " at " + place(record)));
    }

    /** Only what stands where the tracker takes it. */
    private void journal(ConsumerRecord<byte[], byte[]> record, OrderBook book) {
        Optional<PaymentTransaction> decoded = decoded(record, wire::transaction);
        decoded.filter(entry -> record.partition() == home(record.key()))
                .filter(entry -> entry.getOrderId().equals(new String(record.key(), UTF_8)))
                .ifPresent(entry -> book.journaled(entry, place(record)));
    }

    /** Decodes nothing of orders that nobody asked for. */
    private static java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> of(
            Set<String> ids, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> take) {
        return record -> {
            if (record.key() != null && ids.contains(new String(record.key(), UTF_8))) {
                take.accept(record);
            }
        };
    }

    private static <T> Optional<T> decoded(
            ConsumerRecord<byte[], byte[]> record, Function<byte[], T> decoder) {
        try {
            return Optional.ofNullable(record.value()).map(decoder);
        } catch (UndecodableRecordException e) {
            return Optional.empty();
        }
    }

    private static RecordPlace place(ConsumerRecord<byte[], byte[]> record) {
        return new RecordPlace(record.topic(), record.partition(), record.offset());
    }

    private void read(
            Topic topic, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> receiver) {
        topics.read(topics.beginnings(topics.partitions(topic.name())), receiver);
    }

    @Override
    public void close() {
        consumer.close();
        wire.close();
    }
}
