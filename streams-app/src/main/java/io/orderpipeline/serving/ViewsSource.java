package io.orderpipeline.serving;

import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The views' application, how far its stores are, and what it does when it does not answer. Safe
 * for many threads.
 */
public record ViewsSource(KafkaStreams streams, RestoreProgress restores) {

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
