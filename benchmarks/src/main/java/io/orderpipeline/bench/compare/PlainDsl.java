package io.orderpipeline.bench.compare;

import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.order.view.OrderView;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.RejectionWire;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The pipeline as the Streams DSL has it by default: one exactly-once application with the same
 * rules and the same Avro, that decides, keeps a ledger of payments, the view and history of each
 * order, and counts orders by status. It has no deadlines, no dead letters and no queries.
 *
 * <p>Arguments: bootstrap servers, registry, application id, state directory.
 */
public final class PlainDsl {

    private static final Serde<String> TEXT = Serdes.String();

    private final StreamsBuilder builder = new StreamsBuilder();
    private final PlainSerdes serdes;

    private PlainDsl(Registry registry) {
        serdes = new PlainSerdes(registry);
    }

    /** Runs until it is killed. */
    public static void main(String[] args) throws InterruptedException {
        Topology topology = new PlainDsl(Registry.connect(args[1])).topology();
        Properties properties = new Properties();
        properties.putAll(
                Map.of(
                        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0],
                        StreamsConfig.APPLICATION_ID_CONFIG, args[2],
                        StreamsConfig.STATE_DIR_CONFIG, args[3],
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2));
        KafkaStreams streams = new KafkaStreams(topology, properties);
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
        new CountDownLatch(1).await();
    }

    private Topology topology() {
        decide();
        KStream<String, OrderEvent> committed =
                builder.stream(Topics.ORDER_EVENT.name(), Consumed.with(TEXT, serdes.events()));
        keepLedger(committed);
        keepViews(committed);
        return builder.build();
    }

    private void decide() {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(PlainDecide.ORDERS), TEXT, serdes.states()));
        KStream<String, Fact> facts =
                builder.stream(Topics.ORDER_COMMAND.name(), Consumed.with(TEXT, serdes.commands()))
                        .processValues(PlainDecide::new, PlainDecide.ORDERS);
        facts.filter((order, fact) -> fact instanceof Happened)
                .mapValues(fact -> EventWire.write((Happened) fact))
                .to(Topics.ORDER_EVENT.name(), Produced.with(TEXT, serdes.events()));
        facts.filter((order, fact) -> fact instanceof Fact.Refused)
                .mapValues(fact -> RejectionWire.write((Fact.Refused) fact))
                .to(Topics.ORDER_REJECTION.name(), Produced.with(TEXT, serdes.rejections()));
    }

    /** Each order's payment is pending until both the journal and an event have told of it. */
    private void keepLedger(KStream<String, OrderEvent> committed) {
        KStream<String, String> captures =
                builder.stream(
                                Topics.PAYMENT_TRANSACTION.name(),
                                Consumed.with(TEXT, serdes.journal()))
                        .mapValues(PaymentTransaction::getTransactionId);
        KStream<String, String> citations =
                committed
                        .filter((order, event) -> isPayment(event))
                        .mapValues(OrderEvent::getCommandId);
        captures.groupByKey(Grouped.with(TEXT, TEXT))
                .<String>cogroup((order, transaction, row) -> row + "captured " + transaction + " ")
                .cogroup(
                        citations.groupByKey(Grouped.with(TEXT, TEXT)),
                        (order, command, row) -> row + "cited " + command + " ")
                .aggregate(() -> "", stored("ledger", TEXT));
    }

    private static boolean isPayment(OrderEvent event) {
        return event.getPayload() instanceof PaymentConfirmed;
    }

    private void keepViews(KStream<String, OrderEvent> committed) {
        KTable<String, OrderView> views =
                committed
                        .mapValues(EventWire::read)
                        .groupByKey(Grouped.with(TEXT, serdes.facts()))
                        .aggregate(
                                Optional::<OrderView>empty,
                                (order, event, view) ->
                                        OrderProjection.STANDARD.project(view, event),
                                stored("view", serdes.views()))
                        .mapValues(view -> view.orElseThrow());
        committed
                .map((order, event) -> KeyValue.pair(order + "/" + event.getVersion(), event))
                .toTable(stored("history", serdes.events()));
        views.groupBy(
                        (order, view) -> KeyValue.pair(view.order().status().name(), order),
                        Grouped.with(TEXT, TEXT))
                .count();
    }

    private static <V> Materialized<String, V, KeyValueStore<Bytes, byte[]>> stored(
            String store, Serde<V> values) {
        return Materialized.<String, V, KeyValueStore<Bytes, byte[]>>as(store)
                .withKeySerde(TEXT)
                .withValueSerde(values);
    }
}
