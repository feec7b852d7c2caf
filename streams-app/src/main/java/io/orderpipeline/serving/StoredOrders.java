package io.orderpipeline.serving;

import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.pipeline.view.HistoryKey;
import io.orderpipeline.pipeline.view.OrderTransactionKey;
import io.orderpipeline.pipeline.view.RejectionKey;
import io.orderpipeline.pipeline.view.StoredRecord;
import io.orderpipeline.pipeline.view.ViewProgress;
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
import io.orderpipeline.serving.Partition.Keys;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.ViewWire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;

/** Reads one order from the stores of its partition. Safe for many threads. */
public final class StoredOrders implements OrderReads {

    /** More than any order has; an order beyond it is answered by its first events and payments. */
    private static final int MAX_EVENTS = 100_000;

    private static final int MAX_PAYMENTS = 1_000;

    private final Partitions partitions;
    private final AvroSerde<OrderEvent> events;
    private final AvroSerde<OrderRejection> rejections;
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
        this.overtaking = overtaking;
        this.events = AvroSerde.of(OrderEvent.class, registry);
        this.rejections = AvroSerde.of(OrderRejection.class, registry);
        this.rows = rows;
    }

    @Override
    public Reading<Optional<OrderView>> now(String orderId, Copy copy) {
        return partitions.ask(
                partitions.of(orderId),
                copy,
                stores -> stores.get(ViewTopology.ORDER_VIEW, orderId));
    }

    @Override
    public Reading<AsOf> asOf(String orderId, Instant instant, Copy copy) {
        Reading<AsOf> told =
                partitions.ask(
                        partitions.of(orderId), copy, stores -> asOf(stores, orderId, instant));
        return told.stalenessMs().isEmpty() ? told : unsettled(told);
    }

    private AsOf asOf(Partition stores, String orderId, Instant instant) {
        boolean settled = isSettled(stores, instant);
        List<Happened> history =
                events(stores, orderId, 0, MAX_EVENTS).stream()
                        .map(placed -> EventWire.read(placed.event()))
                        .toList();
        return new AsOf(
                io.orderpipeline.order.view.OrderView.asOf(history, instant).map(ViewWire::write),
                settled);
    }

    /** In a standby's copy, the progress may be ahead of the events. */
    private static Reading<AsOf> unsettled(Reading<AsOf> told) {
        return new Reading<>(
                new AsOf(told.value().order(), false), told.generation(), told.stalenessMs());
    }

    /** Read before the events, so that it says no more than they do. */
    private boolean isSettled(Partition stores, Instant instant) {
        return stores.progress(Topics.ORDER_EVENT.name())
                .map(ViewProgress::timeMs)
                .filter(timeMs -> timeMs >= instant.plus(overtaking).toEpochMilli())
                .isPresent();
    }

    @Override
    public Reading<History> history(String orderId, long after, int limit, Copy copy) {
        return partitions.ask(
                partitions.of(orderId), copy, stores -> history(stores, orderId, after, limit));
    }

    private History history(Partition stores, String orderId, long after, int limit) {
        long version = version(stores, orderId); // what comes while it is read is left out
        List<PlacedEvent> found =
                events(stores, orderId, after, limit + 1).stream()
                        .filter(placed -> placed.event().getVersion() <= version)
                        .toList();
        boolean more = found.size() > limit;
        return new History(
                version, more ? found.subList(0, limit) : found, more, payments(stores, orderId));
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
                events(stores, orderId, 0, MAX_EVENTS).stream()
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
        String key = new RejectionKey(orderId, commandId).text();
        return stores.newest(ViewTopology.REJECTION, key)
                .map(StoredRecord::parse)
                .map(
                        stored ->
                                rejections.deserialize(
                                        Topics.ORDER_REJECTION.name(), stored.record()))
                .map(
                        rejection ->
                                new Outcome.Rejected(
                                        rejection.getCurrentVersion(),
                                        rejection.getReason().name(),
                                        rejection.getDetail()));
    }

    private static long version(Partition stores, String orderId) {
        Keys last = new Keys(HistoryKey.first(orderId), HistoryKey.last(orderId), true, 1);
        return stores.range(ViewTopology.ORDER_HISTORY, last).stream()
                .flatMap(entry -> HistoryKey.parse(entry.key).stream())
                .mapToLong(HistoryKey::version)
                .findFirst()
                .orElse(0);
    }

    private List<PlacedEvent> events(Partition stores, String orderId, long after, int limit) {
        String from = new HistoryKey(orderId, after + 1).text();
        Keys keys = new Keys(from, HistoryKey.last(orderId), false, limit);
        return stores.range(ViewTopology.ORDER_HISTORY, keys).stream()
                .map(entry -> event(stores.number(), entry))
                .toList();
    }

    private PlacedEvent event(int partition, KeyValue<String, byte[]> entry) {
        StoredRecord stored = StoredRecord.parse(entry.value);
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
        return stores.range(ViewTopology.TRANSACTION_INDEX, keys).stream()
                .flatMap(entry -> OrderTransactionKey.parse(entry.key).stream())
                .flatMap(key -> rows.find(stores, key.transaction()).stream())
                .toList();
    }
}
