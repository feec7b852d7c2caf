package io.orderpipeline.pipeline.view;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Committed events and committed rows of the tracker's ledger in, the state that queries read out.
 * Nobody reads the tracker's own store, because it shows writes that may yet be aborted; its
 * changelog, read as committed, does not. Has no output of its own, so it can be run again from the
 * beginning at any time; all it may repeat is a dead letter. Runs at least once, because a
 * projection knows by version what it has applied, and a row replaces its predecessor.
 */
public final class ViewTopology {

    /** The store of {@link OrderView}s by order id. */
    public static final String ORDER_VIEW = Applications.ORDER_VIEW_STORE;

    /** The store of ledger rows, as the tracker wrote them, by {@link TransactionKey}. */
    public static final String TRANSACTION_VIEW = "transaction-view";

    /** The store of {@link CompensationKey}s; its values are empty. */
    public static final String COMPENSATION_INDEX = "compensation-index";

    private static final String EVENTS = "committed-events";
    private static final String PROJECT = "project-order";
    private static final String ROWS = "committed-rows";
    private static final String PROJECT_TRANSACTION = "project-transaction";

    private ViewTopology() {}

    /**
     * The topology.
     *
     * @param ledger the changelog topic of the tracker's ledger; it must exist before this starts
     */
    public static Topology build(Registry registry, String ledger) {
        Topology topology = new Topology();
        orders(topology, registry);
        transactions(topology, registry, ledger);
        return topology;
    }

    private static void orders(Topology topology, Registry registry) {
        source(topology, EVENTS, Topics.ORDER_EVENT.name())
                .addProcessor(PROJECT, () -> new ProjectOrderProcessor(registry), EVENTS)
                .addStateStore(orderView(registry), PROJECT);
    }

    private static void transactions(Topology topology, Registry registry, String ledger) {
        source(topology, ROWS, ledger)
                .addProcessor(
                        PROJECT_TRANSACTION,
                        () -> new ProjectTransactionProcessor(registry, ledger),
                        ROWS)
                .addStateStore(TransactionStore.rows(), PROJECT_TRANSACTION)
                .addStateStore(TransactionStore.index(), PROJECT_TRANSACTION);
    }

    private static Topology source(Topology topology, String name, String topic) {
        return topology.addSource(
                AutoOffsetReset.earliest(),
                name,
                new FailOnInvalidTimestamp(),
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topic);
    }

    private static StoreBuilder<KeyValueStore<String, OrderView>> orderView(Registry registry) {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(ORDER_VIEW),
                Serdes.String(),
                AvroSerde.of(OrderView.class, registry));
    }
}
