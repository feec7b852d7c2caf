package io.orderpipeline.query.command;

import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.query.feed.CommittedFeed;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The commands of this process that wait for their outcomes, found by order and command id. One
 * listener of the feed serves them all, from the first command on. Safe for many threads.
 */
final class WaitingRoom {

    private record Key(String orderId, String commandId) {
        static Key of(ClientCommand command) {
            return new Key(command.orderId(), command.commandId());
        }
    }

    private final Map<Key, List<Waiting>> waiting = new ConcurrentHashMap<>();
    private final CommittedFeed feed;
    private CommittedFeed.@Nullable Subscription subscription;
    private boolean closed;

    WaitingRoom(CommittedFeed feed) {
        this.feed = feed;
    }

    /**
     * Listens to the feed, where it does not yet.
     *
     * @throws UnavailableException when the feed cannot be listened to now
     */
    synchronized void open() {
        if (closed) {
            throw new UnavailableException(Reason.NOT_RUNNING, "The process is being stopped.");
        }
        if (subscription == null) {
            subscription = feed.subscribe(this::heard);
        }
    }

    /** Listens from now on for what becomes of the command. */
    Waiting enter(ClientCommand command) {
        Waiting one = new Waiting();
        waiting.merge(Key.of(command), List.of(one), WaitingRoom::both);
        return one;
    }

    void leave(ClientCommand command, Waiting one) {
        waiting.computeIfPresent(Key.of(command), (key, all) -> without(one, all));
    }

    /** Called by the feed for everything that is committed. */
    private void heard(Committed committed) {
        Ending ending = Ending.of(committed);
        waiting.getOrDefault(new Key(committed.orderId(), ending.commandId()), List.of())
                .forEach(one -> one.heard(ending));
    }

    /** No more outcomes will be heard: whoever waits is told what is known. */
    synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
        waiting.values().forEach(all -> all.forEach(one -> one.delivered(new Delivery.Unknown())));
    }

    private static List<Waiting> both(List<Waiting> some, List<Waiting> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Null takes the key out of the map. */
    private static @Nullable List<Waiting> without(Waiting one, List<Waiting> all) {
        List<Waiting> others = all.stream().filter(other -> other != one).toList();
        return others.isEmpty() ? null : others;
    }
}
