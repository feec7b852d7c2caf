package io.orderpipeline.serving;

import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.pipeline.fold.Entries;
import io.orderpipeline.pipeline.fold.Entries.Entry;
import io.orderpipeline.pipeline.fold.Entries.Keys;
import io.orderpipeline.pipeline.fold.Progress;
import io.orderpipeline.pipeline.view.HistoryKey;
import io.orderpipeline.pipeline.view.OrderTransactionKey;
import io.orderpipeline.pipeline.view.RejectionKey;
import io.orderpipeline.pipeline.view.StoredRecord;
import io.orderpipeline.pipeline.view.ViewTables;
import io.orderpipeline.pipeline.view.ViewTopology;
import io.orderpipeline.query.OrderReads;
import io.orderpipeline.query.command.Outcome;
import io.orderpipeline.query.routing.Copy;
import io.orderpipeline.query.routing.Reading;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.ViewWire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Reads one order from the stores of its partition. Safe for many threads. */
public final class StoredOrders implements OrderReads {

    /** More than any order has; an order beyond it is answered by its first events and payments. */
    private static final int MAX_EVENTS = 100_000;

    private static final int MAX_PAYMENTS = 1_000;

    private final Partitions partitions;
    private final AvroSerde<OrderEvent> events;
    private final AvroSerde<OrderRejection> rejections;
    private final OrderViews views;
    private final LedgerRows rows;
    private final Duration overtaking;

    /**
     * Asks nothing yet.
     *
     * @param overtaking by how much an event may be younger than one that is committed after it
     */
    public StoredOrders(
            Partitions partitions, Registry registry, LedgerRows rows, Duration overtaking) {
        this.partitions = partitions;
        this.views = new OrderViews(registry);
        this.overtaking = overtaking;
        this.events = AvroSerde.of(OrderEvent.class, registry);
        this.rejections = AvroSerde.of(OrderRejection.class, registry);
        this.rows = rows;
    }

    @Override
    public Reading<Optional<OrderView>> now(String orderId, Copy copy) {
        return partitions.ask(partitions.of(orderId), copy, stores -> views.find(stores, orderId));
    }

    @Override
    public Reading<AsOf> asOf(String orderId, Instant instant, Copy copy) {
        return partitions.ask(
                partitions.of(orderId),
                copy,
                stores ->
                        stores.read(
                                ViewTopology.ORDERS,
                                orders -> asOf(stores, orders, orderId, instant)));
    }

    private AsOf asOf(Partition stores, Entries orders, String orderId, Instant instant) {
        List<Happened> history =
                events(stores, orders, orderId, 0, MAX_EVENTS).stream()
                        .map(placed -> EventWire.read(placed.event()))
                        .toList();
        return new AsOf(
                io.orderpipeline.order.view.OrderView.asOf(history, instant).map(ViewWire::write),
                isSettled(orders.progress(), instant));
    }

    private boolean isSettled(Progress progress, Instant instant) {
        return progress.timeMs() >= instant.plus(overtaking).toEpochMilli();
    }

    @Override
    public Reading<History> history(String orderId, long after, int limit, Copy copy) {
        return partitions.ask(
                partitions.of(orderId), copy, stores -> history(stores, orderId, after, limit));
    }

    private History history(Partition stores, String orderId, long after, int limit) {
        History events =
                stores.read(
                        ViewTopology.ORDERS,
                        orders -> history(stores, orders, orderId, after, limit));
        return new History(
                events.version(), events.events(), events.more(), payments(stores, orderId));
    }

    private History history(
            Partition stores, Entries orders, String orderId, long after, int limit) {
        List<PlacedEvent> found = events(stores, orders, orderId, after, limit + 1);
        boolean more = found.size() > limit;
        return new History(
                version(orders, orderId), more ? found.subList(0, limit) : found, more, List.of());
    }

    @Override
    public Reading<Optional<Outcome>> outcome(String orderId, String commandId, Copy copy) {
        return partitions.ask(
                partitions.of(orderId),
                copy,
                stores ->
                        accepted(stores, orderId, commandId)
                                .or(() -> rejected(stores, orderId, commandId)));
    }

    private Optional<Outcome> accepted(Partition stores, String orderId, String commandId) {
        List<OrderEvent> effects =
                stores
                        .read(
                                ViewTopology.ORDERS,
                                orders -> events(stores, orders, orderId, 0, MAX_EVENTS))
                        .stream()
                        .map(PlacedEvent::event)
                        .filter(event -> event.getCommandId().equals(commandId))
                        .toList();
        return effects.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Outcome.Accepted(
                                effects.get(effects.size() - 1).getVersion(),
                                effects.stream().map(StoredOrders::typeOf).toList()));
    }

    private static String typeOf(OrderEvent event) {
        return ((SpecificRecord) event.getPayload()).getSchema().getName();
    }

    private Optional<Outcome> rejected(Partition stores, String orderId, String commandId) {
        RejectionKey key = new RejectionKey(orderId, commandId);
        return stores.read(ViewTopology.REJECTIONS, entries -> newest(entries, key))
                .map(
                        rejection ->
                                new Outcome.Rejected(
                                        rejection.getCurrentVersion(),
                                        rejection.getReason().name(),
                                        rejection.getDetail()));
    }

    private Optional<OrderRejection> newest(Entries entries, RejectionKey key) {
        long latestMs = entries.progress().timeMs();
        return key.newestFirst(latestMs).stream()
                .flatMap(text -> entries.get(ViewTables.REJECTION, text).stream())
                .map(this::rejection)
                .filter(
                        rejection ->
                                RejectionKey.isKnown(
                                        rejection.getRejectedAt().toEpochMilli(), latestMs))
                .findFirst();
    }

    private OrderRejection rejection(byte[] stored) {
        return rejections.deserialize(
                Topics.ORDER_REJECTION.name(), StoredRecord.parse(stored).record());
    }

    private static long version(Entries orders, String orderId) {
        Keys last = new Keys(HistoryKey.first(orderId), HistoryKey.last(orderId), true, 1);
        return orders.range(ViewTables.ORDER_HISTORY, last).stream()
                .flatMap(entry -> HistoryKey.parse(entry.key()).stream())
                .mapToLong(HistoryKey::version)
                .findFirst()
                .orElse(0);
    }

    private List<PlacedEvent> events(
            Partition stores, Entries orders, String orderId, long after, int limit) {
        String from = new HistoryKey(orderId, after + 1).text();
        Keys keys = new Keys(from, HistoryKey.last(orderId), false, limit);
        return orders.range(ViewTables.ORDER_HISTORY, keys).stream()
                .map(entry -> event(stores.number(), entry))
                .toList();
    }

    private PlacedEvent event(int partition, Entry entry) {
        StoredRecord stored = StoredRecord.parse(entry.value());
        OrderEvent event = events.deserialize(Topics.ORDER_EVENT.name(), stored.record());
        return new PlacedEvent(partition, stored.offset(), event);
    }

    private List<LedgerRow> payments(Partition stores, String orderId) {
        Keys keys =
                new Keys(
                        OrderTransactionKey.first(orderId),
                        OrderTransactionKey.last(orderId),
                        false,
                        MAX_PAYMENTS);
        return stores.read(
                ViewTopology.TRANSACTIONS,
                transactions ->
                        transactions.range(ViewTables.TRANSACTION_BY_ORDER, keys).stream()
                                .flatMap(entry -> OrderTransactionKey.parse(entry.key()).stream())
                                .flatMap(key -> rows.find(transactions, key.transaction()).stream())
                                .toList());
    }
}
