package io.orderpipeline.query.stream;

import io.orderpipeline.query.EventDocument;
import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.query.feed.CommittedFeed;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import io.orderpipeline.schema.event.OrderCancelled;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.origin.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A log, its feed and the views of it, each as far as a test has brought it. */
final class FakeLog implements CommittedFeed, CommittedPast, OrderPast {

    static final int PAGE = 2;

    final List<Consumer<? super Committed>> listeners = new CopyOnWriteArrayList<>();
    final List<Committed.Event> log = new CopyOnWriteArrayList<>();
    final List<Committed.Event> views = new CopyOnWriteArrayList<>();

    /** What happens once somebody listens. */
    volatile Runnable onSubscribed = () -> {};

    /** What happens when the log is read again; gets how many listen. */
    volatile Consumer<Integer> onRead = listening -> {};

    /** What happens when the log is asked where it ends. */
    volatile Runnable onEnds = () -> {};

    volatile boolean feedIsAway;
    volatile boolean viewsAreAway;

    private final Map<Integer, Long> ends = new ConcurrentHashMap<>(Map.of(0, 0L, 1, 0L));

    static Committed.Event event(String orderId, long version, int partition, long offset) {
        return event(orderId, version, partition, offset, "why");
    }

    static Committed.Event event(
            String orderId, long version, int partition, long offset, String reason) {
        return new Committed.Event(
                partition,
                offset,
                new OrderEvent(
                        orderId,
                        version,
                        version,
                        "c-" + version,
                        0L,
                        new Cause("order.command", partition, 100 + version),
                        Instant.parse("2026-01-02T12:00:00Z"),
                        new OrderCancelled(reason)));
    }

    /** Commits without the feed's having told it yet. */
    Committed.Event commit(Committed.Event event) {
        log.add(event);
        ends.merge(event.partition(), event.offset() + 1, Math::max);
        return event;
    }

    void tell(Committed record) {
        listeners.forEach(listener -> listener.accept(record));
    }

    void commitAndTell(Committed.Event event) {
        tell(commit(event));
    }

    @Override
    public Subscription subscribe(Consumer<? super Committed> listener) {
        if (feedIsAway) {
            throw new UnavailableException(Reason.STARTING, "This is why.");
        }
        listeners.add(listener);
        onSubscribed.run();
        return () -> listeners.remove(listener);
    }

    @Override
    public Map<Integer, Long> ends() {
        onEnds.run();
        return Map.copyOf(ends);
    }

    @Override
    public void read(
            Map<Integer, Long> from,
            Map<Integer, Long> to,
            Consumer<? super Committed.Event> reader) {
        onRead.accept(listeners.size());
        log.stream()
                .filter(event -> event.offset() >= from.getOrDefault(event.partition(), 0L))
                .filter(event -> event.offset() < to.getOrDefault(event.partition(), 0L))
                .forEach(reader);
    }

    @Override
    public CompletableFuture<List<EventDocument>> after(String orderId, long version) {
        if (viewsAreAway) {
            return CompletableFuture.failedFuture(
                    new UnavailableException(Reason.RESTORING, "This is why."));
        }
        return CompletableFuture.completedFuture(
                views.stream()
                        .filter(event -> event.orderId().equals(orderId))
                        .filter(event -> event.record().getVersion() > version)
                        .limit(PAGE)
                        .map(
                                event ->
                                        EventDocument.of(
                                                event.record(), event.partition(), event.offset()))
                        .toList());
    }
}
