package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.pipeline.fold.FoldProcessor;
import io.orderpipeline.pipeline.fold.FoldStoreBuilder;
import io.orderpipeline.pipeline.fold.QueueHeads;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;

/**
 * Committed events, rejections and rows of the tracker's ledger in, the state that queries read
 * out. Nobody reads the tracker's own store, because it shows writes that may yet be aborted; its
 * changelog, read as committed, does not. Has no output of its own, so it can be run again from the
 * beginning at any time; all it may repeat is a dead letter. Each store is a fold of one of the
 * topics, which is its changelog, too: there is nothing to write but the store.
 *
 * <p>All of it is one sub-topology, which the processor of events, connected with all three stores,
 * holds together: one instance owns everything of a partition.
 */
public final class ViewTopology {

    /** The store of the orders: views, events and index. */
    public static final String ORDERS = Applications.ORDER_VIEW_STORE;

    /** The store of the ledger's rows and their indexes. */
    public static final String TRANSACTIONS = "transaction-view";

    /** The store of how refused commands ended. */
    public static final String REJECTIONS = "rejection-view";

    /** Of the entries; another one for each that a store of the one before cannot be read in. */
    private static final String FORM = "1";

    private static final String EVENTS = "committed-events";
    private static final String PROJECT = "project-order";
    private static final String ROWS = "committed-rows";
    private static final String PROJECT_TRANSACTION = "project-transaction";
    private static final String REFUSALS = "committed-rejections";
    private static final String PROJECT_REJECTION = "project-rejection";

    private ViewTopology() {}

    /**
     * Each store by the topic that it is a fold of.
     *
     * @param ledger the changelog topic of the tracker's ledger
     */
    public static Map<String, String> stores(String ledger) {
        return Map.of(
                Topics.ORDER_EVENT.name(),
                ORDERS,
                ledger,
                TRANSACTIONS,
                Topics.ORDER_REJECTION.name(),
                REJECTIONS);
    }

    /**
     * What the views are a fold of.
     *
     * @param ledger the changelog topic of the tracker's ledger; it must exist before this starts
     * @param editions says of each topic which one it is, of all that ever had its name
     */
    public record Sources(String ledger, UnaryOperator<String> editions) {
        String edition(String topic) {
            return FORM + "/" + editions.apply(topic);
        }
    }

    /**
     * The topology.
     *
     * @param watch is told how the views stand
     * @param projection makes orders of events
     */
    public static Topology build(
            Registry registry, Sources sources, ViewWatch watch, OrderProjection projection) {
        Topology topology = new Topology();
        String events = Topics.ORDER_EVENT.name();
        fold(
                topology,
                new Source(EVENTS, events, PROJECT),
                new FoldStoreBuilder(
                        ORDERS, sources.edition(events), () -> new OrderFold(registry, projection)),
                new Watches.Orders(watch));
        fold(
                topology,
                new Source(ROWS, sources.ledger(), PROJECT_TRANSACTION),
                new FoldStoreBuilder(
                        TRANSACTIONS,
                        sources.edition(sources.ledger()),
                        () -> new TransactionFold(registry)),
                new Watches.Transactions(watch));
        String refusals = Topics.ORDER_REJECTION.name();
        fold(
                topology,
                new Source(REFUSALS, refusals, PROJECT_REJECTION),
                new FoldStoreBuilder(
                        REJECTIONS, sources.edition(refusals), () -> new RejectionFold(registry)),
                new FoldProcessor.Watch() {});
        return topology.connectProcessorAndStateStores(PROJECT, TRANSACTIONS, REJECTIONS);
    }

    private record Source(String name, String topic, String processor) {}

    private static void fold(
            Topology topology, Source source, FoldStoreBuilder store, FoldProcessor.Watch watch) {
        QueueHeads heads = new QueueHeads();
        topology.addReadOnlyStateStore(
                store,
                source.name(),
                heads,
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                source.topic(),
                source.processor(),
                () -> new FoldProcessor(store.name(), heads, watch));
    }
}
