package io.orderpipeline.query.stream;

import io.orderpipeline.query.EventDocument;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import io.orderpipeline.query.stream.StreamEndedException.Cause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The events of one order, version by version. The feed tells what is new and the views what was
 * before, and either may be behind the other. So the views are looked at once the feed is
 * subscribed to; more than once, because an event from just before may not be in them yet; and
 * again when the feed tells a version too early.
 */
final class OrderStory implements Streams.Story {

    /** Views that take longer have no answer. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final StreamSources sources;
    private final String orderId;
    private final long after;

    /**
     * For one order.
     *
     * @param after the version that the client has; 0 when it has none
     */
    OrderStory(StreamSources sources, String orderId, long after) {
        this.sources = sources;
        this.orderId = orderId;
        this.after = after;
    }

    @Override
    public void tell(Client client) {
        client.subscribe(sources.feed(), event -> event.orderId().equals(orderId));
        OrderTelling telling = new OrderTelling(client, after);
        requireKnown(client, telling);
        client.begin();
        follow(client, telling);
    }

    /** An order placed a moment ago may not be in the views yet. */
    private void requireKnown(Client client, OrderTelling telling) {
        long wanted = Math.max(after, 1);
        for (Duration pause : client.limits().firstLooks()) {
            if (!past(wanted - 1).isEmpty()) {
                return;
            }
            client.backlog().next(pause).ifPresent(telling::take);
            if (telling.isWaiting()) {
                return; // the feed knows a version behind the one that the client has
            }
        }
        if (past(wanted - 1).isEmpty()) {
            throw refusal(client.request().path());
        }
    }

    private RefusedException refusal(String path) {
        return past(0).isEmpty()
                ? new RefusedException(Problem.orderNotFound(orderId, path))
                : RefusedException.invalid(
                        StreamRequest.LAST_EVENT_ID, "a version that the order has reached", path);
    }

    private void follow(Client client, OrderTelling telling) {
        Looks looks = new Looks(client.limits().looks());
        while (true) {
            if (looks.isDue()) {
                look(telling);
                looks.done();
            }
            boolean waited = telling.isWaiting();
            client.next(looks.untilNext()).ifPresent(telling::take);
            telling.tell();
            if (telling.isWaiting() && !waited) {
                looks.restart();
            }
            telling.requireWaitingBelow(client.limits().gap());
        }
    }

    /** Tells all that the views have, page by page. */
    private void look(OrderTelling telling) {
        long before;
        do {
            before = telling.version();
            try {
                past(before).forEach(telling::take);
            } catch (UnavailableException later) {
                return; // the next look may find them
            }
            telling.tell();
        } while (telling.version() > before);
    }

    private List<EventDocument> past(long version) {
        try {
            return sources.orders()
                    .after(orderId, version)
                    .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnavailableException why) {
                throw why;
            }
            throw new IllegalStateException("no history of order " + orderId, failed);
        } catch (TimeoutException slow) {
            throw new UnavailableException(
                    Reason.CATCHING_UP, "The views do not answer within " + ANSWER + ".");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StreamEndedException(Cause.CLOSING, "The server stops.");
        }
    }
}
