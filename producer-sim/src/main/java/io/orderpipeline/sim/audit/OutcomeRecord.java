package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.outcome.CommandOutcome;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.sim.traffic.Outcome;
import io.orderpipeline.topic.Topics;
import java.util.Optional;

/** One record that says how a command ended. */
public sealed interface OutcomeRecord {

    /** Where it stands in its own topic. */
    Position at();

    /** The input record that it names. */
    Place cause();

    String orderId();

    String commandId();

    /** The ending, in the form in which the planner foresaw it. */
    Outcome outcome();

    /** Number of the command among those remembered; absent when it was not remembered. */
    Optional<Long> sequence();

    /** The decider's hash of the command's body; absent when there is none. */
    Optional<Long> commandHash();

    /** The broker's time of the command, milliseconds since the epoch. */
    long handledAtMs();

    /** The record's own key. */
    String key();

    /** For people: what and where. */
    default String describe() {
        return outcome().name() + " " + at() + " of " + orderId() + "/" + commandId();
    }

    /** What all decisions say of their command, and the {@code key} of the record itself. */
    record Decided(
            String key,
            String orderId,
            String commandId,
            long commandHash,
            Place cause,
            long atMs) {}

    /**
     * An event.
     *
     * @param number its sequence
     * @param fact what it says happened
     */
    record Event(Position at, Decided decided, long version, long number, Fact fact)
            implements OutcomeRecord {

        String type() {
            return fact.type();
        }

        /** The payment that it confirms or gives back. */
        Optional<Claim> claim() {
            return fact.paid()
                    .map(paid -> claim(paid.getTransactionId(), Amount.of(paid.getAmount())))
                    .or(
                            () ->
                                    fact.refund()
                                            .map(
                                                    each ->
                                                            claim(
                                                                    each.transactionId(),
                                                                    each.amount())));
        }

        private Claim claim(String transactionId, Amount amount) {
            return new Claim(orderId(), transactionId, amount);
        }

        /** Whether the tracker's compensation caused it, rather than a client. */
        boolean compensating() {
            return cause().topic().equals(Topics.ORDER_COMPENSATION.name());
        }

        @Override
        public Place cause() {
            return decided.cause();
        }

        @Override
        public String key() {
            return decided.key();
        }

        @Override
        public String orderId() {
            return decided.orderId();
        }

        @Override
        public String commandId() {
            return decided.commandId();
        }

        @Override
        public Outcome outcome() {
            return Outcome.event(fact.type());
        }

        @Override
        public Optional<Long> sequence() {
            return Optional.of(number);
        }

        @Override
        public Optional<Long> commandHash() {
            return Optional.of(decided.commandHash());
        }

        @Override
        public long handledAtMs() {
            return decided.atMs();
        }
    }

    /** A rejection; {@code original} is what it says of the first command with this id. */
    record Rejection(
            Position at,
            Decided decided,
            Optional<Long> sequence,
            RejectionReason reason,
            long currentVersion,
            Optional<CommandOutcome> original)
            implements OutcomeRecord {

        @Override
        public Place cause() {
            return decided.cause();
        }

        @Override
        public String key() {
            return decided.key();
        }

        @Override
        public String orderId() {
            return decided.orderId();
        }

        @Override
        public String commandId() {
            return decided.commandId();
        }

        @Override
        public Outcome outcome() {
            return Outcome.rejection(reason);
        }

        @Override
        public Optional<Long> commandHash() {
            return Optional.of(decided.commandHash());
        }

        @Override
        public long handledAtMs() {
            return decided.atMs();
        }
    }

    /**
     * A dead letter; {@code bytes} is the fingerprint of the key and value it preserved, absent
     * when it says that they were too large to be written again.
     */
    record DeadLetter(Position at, Place cause, String key, Optional<Long> bytes, String message)
            implements OutcomeRecord {

        @Override
        public String orderId() {
            return key;
        }

        @Override
        public String commandId() {
            return "-";
        }

        @Override
        public Outcome outcome() {
            return Outcome.DEAD_LETTER;
        }

        @Override
        public Optional<Long> sequence() {
            return Optional.empty();
        }

        @Override
        public Optional<Long> commandHash() {
            return Optional.empty();
        }

        @Override
        public long handledAtMs() {
            return 0;
        }
    }
}
