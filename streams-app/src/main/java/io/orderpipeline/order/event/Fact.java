package io.orderpipeline.order.event;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the log says about a command once it is handled. Facts are all that a state is made of:
 * whoever folds an order's facts in the order of their sequence has the decider's state, its memory
 * included.
 */
public sealed interface Fact {

    /** The command that the fact is about. */
    Origin origin();

    /** Calls the case of this kind of fact. */
    <R> R match(Cases<R> cases);

    /** One case for each kind of fact. */
    interface Cases<R> {
        R happened(Happened fact);

        R refused(Refused fact);
    }

    /**
     * The command was accepted, and this is what happened.
     *
     * @param version the order's version with this event: 1 for the first, without gaps
     * @param sequence number of the command among all that the order handled, from 1
     */
    record Happened(Origin origin, long version, long sequence, OrderEvent event) implements Fact {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.happened(this);
        }
    }

    /**
     * The command had no effect.
     *
     * @param sequence as in {@link Happened}; empty when an earlier use of the command id is on
     *     record
     * @param currentVersion the order's version, 0 when nothing has happened to it yet
     * @param detail the reason for people: what was found and what is allowed
     * @param original how the first command with this id ended; present exactly when sequence is
     *     empty
     */
    record Refused(
            Origin origin,
            OptionalLong sequence,
            long currentVersion,
            RejectionReason reason,
            String detail,
            Optional<CommandOutcome> original)
            implements Fact {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.refused(this);
        }
    }
}
