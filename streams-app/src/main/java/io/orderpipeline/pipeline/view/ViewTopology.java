package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.TopicSettings;
import io.orderpipeline.topic.Topics;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;

/**
 * Committed events, rejections and rows of the tracker's ledger in, the state that queries read
 * out. Nobody reads the tracker's own store, because it shows writes that may yet be aborted; its
 * changelog, read as committed, does not. Has no output of its own, so it can be run again from the
 * beginning at any time; all it may repeat is a dead letter. Runs at least once, because whatever
 * is delivered again leads to the same state, and mends what a crash left undone.
 *
 * <p>All of it is one sub-topology, which the progress, a store of all three, holds together: one
 * instance owns everything of a partition.
 */
public final class ViewTopology {

    /** The store of {@link OrderView}s by order id. */
    public static final String ORDER_VIEW = Applications.ORDER_VIEW_STORE;

    /** The store of events, {@link StoredRecord}s by {@link HistoryKey}. */
    public static final String ORDER_HISTORY = "order-history";

    /** The store of {@link OrderIndexKey}s; its values are empty. */
    public static final String ORDER_INDEX = "order-index";

    /** The store of ledger rows, as the tracker wrote them, by {@link TransactionKey}. */
    public static final String TRANSACTION_VIEW = "transaction-view";

    /** The store of {@link TransactionIndexKey}s and {@link OrderTransactionKey}s. */
    public static final String TRANSACTION_INDEX = "transaction-index";

    /**
     * The window store of the first outcome of refused commands, {@link StoredRecord}s by {@link
     * RejectionKey}; the window starts when the command was refused.
     */
    public static final String REJECTION = "rejection";

    /** The store of {@link ViewProgress} by topic. */
    public static final String VIEW_PROGRESS = "view-progress";

    /** All of them; each has a changelog. */
    public static final Set<String> STORES =
            Set.of(
                    ORDER_VIEW,
                    ORDER_HISTORY,
                    ORDER_INDEX,
                    TRANSACTION_VIEW,
                    TRANSACTION_INDEX,
                    REJECTION,
                    VIEW_PROGRESS);

    /**
     * How long rejections can be found: as long as their topic keeps them by default. A new
     * generation of the views, which reads the topic, then knows what its predecessor knew.
     */
    public static final Duration REJECTION_RETENTION = TopicSettings.DEFAULT_AUDIT_HORIZON;

    private static final String EVENTS = "committed-events";
    private static final String PROJECT = "project-order";
    private static final String ROWS = "committed-rows";
    private static final String PROJECT_TRANSACTION = "project-transaction";
    private static final String REJECTIONS = "committed-rejections";
    private static final String PROJECT_REJECTION = "project-rejection";

    private ViewTopology() {}

    /**
     * The topology.
     *
     * @param ledger the changelog topic of the tracker's ledger; it must exist before this starts
     * @param watch is told how the views stand
     * @param projection makes orders of events
     */
    public static Topology build(
            Registry registry, String ledger, ViewWatch watch, OrderProjection projection) {
        Topology topology = new Topology();
        orders(topology, registry, watch, projection);
        transactions(topology, registry, ledger, watch);
        rejections(topology, registry);
        topology.addStateStore(
                ViewStores.progress(), PROJECT, PROJECT_TRANSACTION, PROJECT_REJECTION);
        return topology;
    }

    private static void orders(
            Topology topology, Registry registry, ViewWatch watch, OrderProjection projection) {
        source(topology, EVENTS, Topics.ORDER_EVENT.name())
                .addProcessor(
                        PROJECT,
                        () -> new ProjectOrderProcessor(registry, watch, projection),
                        EVENTS)
                .addStateStore(ViewStores.orderView(registry), PROJECT)
                .addStateStore(ViewStores.bytesByText(ORDER_HISTORY), PROJECT)
                .addStateStore(ViewStores.bytesByText(ORDER_INDEX), PROJECT);
    }

    private static void transactions(
            Topology topology, Registry registry, String ledger, ViewWatch watch) {
        source(topology, ROWS, ledger)
                .addProcessor(
                        PROJECT_TRANSACTION,
                        () -> new ProjectTransactionProcessor(registry, ledger, watch),
                        ROWS)
                .addStateStore(ViewStores.bytesByText(TRANSACTION_VIEW), PROJECT_TRANSACTION)
                .addStateStore(ViewStores.bytesByText(TRANSACTION_INDEX), PROJECT_TRANSACTION);
    }

    private static void rejections(Topology topology, Registry registry) {
        source(topology, REJECTIONS, Topics.ORDER_REJECTION.name())
                .addProcessor(
                        PROJECT_REJECTION,
                        () -> new ProjectRejectionProcessor(registry),
                        REJECTIONS)
                .addStateStore(ViewStores.rejections(), PROJECT_REJECTION);
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
}
