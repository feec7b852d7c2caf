package io.orderpipeline.query;

import io.orderpipeline.pipeline.view.OrderIndexKey;
import io.orderpipeline.pipeline.view.OrderIndexKey.Selection;
import io.orderpipeline.pipeline.view.TransactionIndexKey;
import io.orderpipeline.pipeline.view.TransactionKey;
import io.orderpipeline.query.command.Delivery;
import io.orderpipeline.query.command.Outcome;
import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.routing.Copy;
import io.orderpipeline.query.routing.IndexEntry;
import io.orderpipeline.query.routing.IndexRange;
import io.orderpipeline.query.routing.Instance;
import io.orderpipeline.query.routing.LocalIndexes;
import io.orderpipeline.query.routing.Peers;
import io.orderpipeline.query.routing.Reading;
import io.orderpipeline.query.routing.Whereabouts;
import io.orderpipeline.query.stream.CommittedPast;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.serving.KeySelections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Views of one partition, all here, that a test puts orders, events and rows in. */
final class MemoryViews
        implements OrderReads, LocalIndexes, LocalStats, Whereabouts, Health, RoleLags {

    private static final Instance SELF = new Instance("127.0.0.1", 1);

    final Map<String, OrderView> orders = new ConcurrentHashMap<>();
    final Map<String, AsOf> past = new ConcurrentHashMap<>();
    final Map<String, List<PlacedEvent>> events = new ConcurrentHashMap<>();
    final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    final List<LedgerRow> rows = new CopyOnWriteArrayList<>();
    volatile @Nullable UnavailableException unavailable;

    /** Where every order is. */
    volatile Place place = new Place(Optional.of(SELF), List.of());

    /** Who has which partition. */
    volatile Map<Integer, Instance> owners = Map.of(0, SELF);

    /** How often an order was looked at. */
    final AtomicInteger looks = new AtomicInteger();

    final MemoryGenerations generations = new MemoryGenerations();

    volatile boolean alive = true;
    volatile List<RoleHealth> roles = List.of();

    Resources resources(OperatorCommands commands) {
        return new Resources(
                new Resources.Views(this, new KeySelections(), this, this),
                new Resources.Routing(this, new Peers(), this),
                new Resources.Commands(
                        commands,
                        (kind, body, errors) -> Optional.empty(),
                        command -> CompletableFuture.completedFuture(new Delivery.NotSent())),
                new Resources.Log(listener -> () -> {}, new NoPast()),
                this,
                generations);
    }

    private void requireAvailable() {
        UnavailableException why = unavailable;
        if (why != null) {
            throw why;
        }
    }

    @Override
    public Reading<Optional<OrderView>> now(String orderId, Copy copy) {
        looks.incrementAndGet();
        requireAvailable();
        if (orderId.equals("boom")) {
            throw new IllegalStateException("secret inside");
        }
        return Reading.current(Optional.ofNullable(orders.get(orderId)), generations.live);
    }

    @Override
    public Reading<AsOf> asOf(String orderId, Instant instant, Copy copy) {
        requireAvailable();
        return Reading.current(
                past.getOrDefault(orderId, new AsOf(Optional.empty(), true)), generations.live);
    }

    @Override
    public Reading<History> history(String orderId, long after, int limit, Copy copy) {
        requireAvailable();
        List<PlacedEvent> all = events.getOrDefault(orderId, List.of());
        List<PlacedEvent> behind =
                all.stream().filter(each -> each.event().getVersion() > after).toList();
        List<PlacedEvent> found = behind.stream().limit(limit).toList();
        List<LedgerRow> payments =
                rows.stream().filter(row -> row.getOrderId().equals(orderId)).toList();
        return Reading.current(
                new History(all.size(), found, found.size() < behind.size(), payments),
                generations.live);
    }

    @Override
    public Part read(IndexRange range, Set<Integer> partitions) {
        NavigableMap<String, Object> keys = new TreeMap<>();
        switch (range.index()) {
            case ORDERS -> orders.values().forEach(order -> putOrder(keys, order));
            case TRANSACTIONS ->
                    rows.forEach(
                            row ->
                                    keys.put(
                                            TransactionIndexKey.of(row).text(),
                                            CompensationDocument.of(row)));
            case TRANSACTION_IDS ->
                    rows.forEach(row -> keys.put(key(row), CompensationDocument.of(row)));
        }
        NavigableMap<String, Object> wanted = keys.subMap(range.from(), true, range.to(), true);
        List<IndexEntry> entries = new ArrayList<>();
        (range.index().isDescending() ? wanted.descendingMap() : wanted)
                .forEach((key, document) -> entries.add(new IndexEntry(key, document)));
        return new Part(
                generations.live, Map.of(0, entries.stream().limit(range.limit()).toList()));
    }

    private static void putOrder(Map<String, Object> keys, OrderView order) {
        Optional<String> customer = Optional.of(order.getCustomerId());
        for (Selection selection :
                List.of(
                        Selection.ALL,
                        Selection.of(order.getStatus()),
                        new Selection(Optional.empty(), customer),
                        new Selection(Optional.of(order.getStatus()), customer))) {
            long placedAtMs = order.getPlacedAt().toEpochMilli();
            keys.put(
                    new OrderIndexKey(selection, placedAtMs, order.getOrderId()).text(),
                    OrderDocument.of(order));
        }
    }

    private static String key(LedgerRow row) {
        return new TransactionKey(row.getTransactionId(), row.getOrderId()).text();
    }

    @Override
    public Reading<Optional<Outcome>> outcome(String orderId, String commandId, Copy copy) {
        requireAvailable();
        return Reading.current(
                Optional.ofNullable(outcomes.get(orderId + "/" + commandId)), generations.live);
    }

    @Override
    public InstanceStats here() {
        requireAvailable();
        return new InstanceStats(
                SELF.toString(),
                generations.live,
                roles,
                Map.of(
                        0,
                        new PartitionStats(
                                Map.of("PLACED", (long) orders.size()),
                                Map.of("PENDING", (long) rows.size()))),
                1.5);
    }

    @Override
    public CompletableFuture<Map<String, Long>> records() {
        return CompletableFuture.completedFuture(Map.of("decider", 7L));
    }

    @Override
    public Instance self() {
        return SELF;
    }

    @Override
    public boolean isHere(String orderId) {
        return place.active().filter(SELF::equals).isPresent();
    }

    @Override
    public Place placeOf(String orderId) {
        requireAvailable();
        return place;
    }

    @Override
    public Map<Integer, Instance> owners() {
        requireAvailable();
        return owners;
    }

    @Override
    public Set<Integer> partitions() {
        return owners.keySet();
    }

    @Override
    public Set<Instance> instances() {
        return Set.copyOf(owners.values());
    }

    @Override
    public boolean alive() {
        return alive;
    }

    @Override
    public List<RoleHealth> roles() {
        return roles;
    }

    /** Nothing was ever committed. */
    private static final class NoPast implements CommittedPast {
        @Override
        public Map<Integer, Long> ends() {
            return Map.of(0, 0L);
        }

        @Override
        public void read(
                Map<Integer, Long> from,
                Map<Integer, Long> to,
                Consumer<? super Committed.Event> reader) {}
    }
}
