package io.orderpipeline.query;

import io.orderpipeline.query.OrderViews.Reason;
import io.orderpipeline.query.OrderViews.Unavailable;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The views' application, how far its stores are, and what it does when it does not answer. Safe
 * for many threads.
 */
public record ViewsSource(KafkaStreams streams, RestoreProgress restores) {

    private static final Logger LOG = LoggerFactory.getLogger(ViewsSource.class);

    /** Before there is any source. */
    static Unavailable notStarted() {
        return new Unavailable(Reason.STARTING, "The views have not started yet.");
    }

    /** Why nothing can be asked; absent when one may try. */
    Optional<Unavailable> idle() {
        KafkaStreams.State state = streams.state();
        if (state == KafkaStreams.State.CREATED) {
            return Optional.of(notStarted());
        }
        return state.isRunningOrRebalancing()
                ? Optional.empty()
                : Optional.of(
                        new Unavailable(
                                Reason.NOT_RUNNING, "The views are in state " + state + "."));
    }

    /** What a query that failed means. */
    Unavailable failed(QueryResult<?> result) {
        return switch (result.getFailureReason()) {
            case NOT_PRESENT, NOT_ACTIVE, NOT_UP_TO_BOUND -> notNow();
            case STORE_EXCEPTION -> closedMeanwhile(result.getFailureMessage());
            case UNKNOWN_QUERY_TYPE, DOES_NOT_EXIST ->
                    throw new IllegalStateException(result.getFailureMessage());
        };
    }

    /** A store may be taken away while it is read; one that is broken shows in the log, too. */
    private Unavailable closedMeanwhile(String message) {
        LOG.warn("a store of the views could not be read: {}", message);
        return notNow();
    }

    /** Whose partition it is, when that is known. */
    Unavailable elsewhere(int partition, HostInfo owner) {
        if (owner.equals(HostInfo.unavailable())) {
            return notNow();
        }
        return new Unavailable(
                Reason.ELSEWHERE,
                "Partition %d of the views is owned by %s:%d; ask there."
                        .formatted(partition, owner.host(), owner.port()));
    }

    /** It moves, or it is rebuilt. */
    Unavailable notNow() {
        return restores.remaining()
                .map(left -> new Unavailable(Reason.RESTORING, "The views are " + left + "."))
                .orElse(
                        new Unavailable(
                                Reason.REBALANCING,
                                "The partitions of the views are being assigned to instances."));
    }
}
