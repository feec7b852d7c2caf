package io.orderpipeline.query.command;

import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.topic.Topics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One record of a command that waits for its outcome. Others may send the same command: only what
 * names this very record as its cause counts, and what comes before its place is known is kept
 * until then. Safe for many threads.
 */
final class Waiting {

    /** Endings kept; more records of one command than these are not sent within one's wait. */
    private static final int MOST_KEPT = 16;

    private record Place(int partition, long offset) {}

    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private final Map<Place, Ending> kept = new LinkedHashMap<>();
    private @Nullable Place place;

    /** Completes when the outcome is there, or when it is known that none can be waited for. */
    CompletableFuture<Reply> reply() {
        return reply;
    }

    /** The brokers have spoken. */
    void delivered(Delivery delivery) {
        if (delivery instanceof Delivery.Written written) {
            known(new Place(written.partition(), written.offset())).ifPresent(this::ended);
        } else {
            reply.complete(
                    delivery instanceof Delivery.NotSent
                            ? new Reply.NotSent()
                            : new Reply.Pending());
        }
    }

    /** A record of this command has ended. */
    void heard(Ending ending) {
        Cause cause = ending.cause();
        if (cause.getTopic().equals(Topics.ORDER_COMMAND.name())
                && isOurs(new Place(cause.getPartition(), cause.getOffset()), ending)) {
            ended(ending);
        }
    }

    private synchronized Optional<Ending> known(Place found) {
        place = found;
        return Optional.ofNullable(kept.get(found));
    }

    private synchronized boolean isOurs(Place cause, Ending ending) {
        if (place == null) {
            kept.put(cause, ending);
            if (kept.size() > MOST_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            return false;
        }
        return place.equals(cause);
    }

    private void ended(Ending ending) {
        reply.complete(new Reply.Ended(ending.outcome(), ending.duplicate()));
    }
}
