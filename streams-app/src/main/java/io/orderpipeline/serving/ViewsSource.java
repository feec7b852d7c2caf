package io.orderpipeline.serving;

import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.query.QueryResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The views' application, how far its stores are, and what it does when it does not answer. Safe
 * for many threads.
 */
public record ViewsSource(KafkaStreams streams, RestoreProgress restores) {

    private static final Logger LOG = LoggerFactory.getLogger(ViewsSource.class);

    /** Before there is any source. */
    static UnavailableException notStarted() {
        return new UnavailableException(Reason.STARTING, "The views have not started yet.");
    }

    /** Throws when nothing can be asked. */
    void requireRunning() {
        KafkaStreams.State state = streams.state();
        if (state == KafkaStreams.State.CREATED) {
            throw notStarted();
        }
        if (!state.isRunningOrRebalancing()) {
            throw new UnavailableException(
                    Reason.NOT_RUNNING, "The views are in state " + state + ".");
        }
    }

    /** What a query that failed means. */
    UnavailableException failed(QueryResult<?> result) {
        return switch (result.getFailureReason()) {
            case NOT_PRESENT, NOT_ACTIVE, NOT_UP_TO_BOUND -> notNow();
            case STORE_EXCEPTION -> closedMeanwhile(result.getFailureMessage());
            case UNKNOWN_QUERY_TYPE, DOES_NOT_EXIST ->
                    throw new IllegalStateException(result.getFailureMessage());
        };
    }

    /** A store may be taken away while it is read; one that is broken shows in the log, too. */
    private UnavailableException closedMeanwhile(String message) {
        LOG.warn("a store of the views could not be read: {}", message);
        return notNow();
    }

    /** It moves, or it is rebuilt. */
    UnavailableException notNow() {
        return restores.remaining()
                .map(
                        left ->
                                new UnavailableException(
                                        Reason.RESTORING, "The views are " + left + "."))
                .orElse(
                        new UnavailableException(
                                Reason.REBALANCING,
                                "The partition is not here; it is being assigned to an instance."));
    }
}
