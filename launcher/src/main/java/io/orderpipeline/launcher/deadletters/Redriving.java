package io.orderpipeline.launcher.deadletters;

import io.orderpipeline.launcher.deadletters.Verdict.Quarantine;
import io.orderpipeline.launcher.deadletters.Verdict.Reason;
import io.orderpipeline.launcher.deadletters.Verdict.Redrive;
import io.orderpipeline.launcher.deadletters.Verdict.Refuse;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.topic.Topics;
import java.util.Optional;
import java.util.Set;

/**
 * Which letters may be redriven: those whose record can be handled now, whose order is where the
 * record would find it, and which nothing overtakes. Pure. The app judges again when the record
 * comes; what is refused here would be without effect there, or out of order.
 */
final class Redriving {

    private static final Set<String> OF_THE_APP =
            Set.of(
                    Topics.ORDER_EVENT.name(),
                    Topics.ORDER_REJECTION.name(),
                    Topics.ORDER_COMPENSATION.name(),
                    Topics.PAYMENT_REFUND.name(),
                    Topics.ORDER_DEAD_LETTER.name(),
                    Topics.ORDER_DEAD_LETTER_ACTION.name(),
                    Topics.ORDER_GENERATION.name());

    private Redriving() {}

    /**
     * All that is judged by.
     *
     * @param state what was done about the letter
     * @param reading what the record says
     * @param standing how its order stands
     * @param maxAttempts how often a record may be redriven
     */
    record Case(
            Letter letter,
            LetterState state,
            Reading reading,
            Standing standing,
            int maxAttempts) {}

    static Verdict judge(Case one) {
        return closed(one)
                .or(() -> source(one))
                .or(() -> tried(one))
                .or(() -> record(one))
                .or(() -> command(one))
                .or(() -> journal(one))
                .orElseGet(() -> new Redrive(one.letter().attempts() + 1));
    }

    private static Optional<Verdict> closed(Case one) {
        return switch (one.state()) {
            case REDRIVEN ->
                    refuse(
                            Reason.REDRIVEN_ALREADY,
                            "it was redriven before; if its record failed again, that has a dead letter"
                                    + " of its own");
            case DISCARDED -> refuse(Reason.DISCARDED, "it was discarded, which is final");
            case UNKNOWN -> refuse(Reason.ACTION_UNKNOWN, LetterState.WHY_UNKNOWN);
            case OPEN, QUARANTINED -> Optional.empty();
        };
    }

    private static Optional<Verdict> source(Case one) {
        RecordPlace source = one.letter().source();
        if (source.isIn(Topics.ORDER_COMMAND) || source.isIn(Topics.PAYMENT_TRANSACTION)) {
            return Optional.empty();
        }
        if (OF_THE_APP.contains(source.topic()) || source.topic().endsWith("-changelog")) {
            return refuse(
                    Reason.WRITTEN_BY_THE_APP,
                    source.topic()
                            + " is written by the app alone, and each record of it names what caused it; mend"
                            + " the reader, then have it read from the log again");
        }
        return refuse(
                Reason.FOREIGN_TOPIC,
                source.topic() + " is no topic that clients of the pipeline write");
    }

    private static Optional<Verdict> tried(Case one) {
        int attempts = one.letter().attempts();
        return attempts < one.maxAttempts()
                ? Optional.empty()
                : Optional.of(
                        new Quarantine(
                                "its record failed after %d of %d attempts; see `dead-letters show`, mend the"
                                                .formatted(attempts, one.maxAttempts())
                                        + " cause and raise --max-attempts, or discard it"));
    }

    private static Optional<Verdict> record(Case one) {
        if (one.letter().content().omitted()) {
            return refuse(
                    Reason.OMITTED,
                    "the record was too large for its letter and stands only at "
                            + one.letter().source()
                            + "; its producer must send it anew");
        }
        if (one.reading().problem().isPresent()) {
            return refuse(
                    Reason.STILL_POISON, "it would fail again: " + one.reading().problem().get());
        }
        return one.reading().orderId().equals(one.letter().key())
                ? Optional.empty()
                : refuse(
                        Reason.OTHER_KEY,
                        "its key is %s, its order %s; it would fail again, and its producer must send it anew"
                                .formatted(
                                        one.letter().key().orElse("null"),
                                        one.reading().orderId().orElse("none")));
    }

    private static Optional<Verdict> command(Case one) {
        return one.reading().command().flatMap(command -> command(command, one.standing()));
    }

    private static Optional<Verdict> command(OrderCommand command, Standing standing) {
        String id = command.getCommandId();
        Optional<String> outcome = Optional.ofNullable(standing.outcomes().get(id));
        if (outcome.isPresent()) {
            return refuse(
                    Reason.DECIDED_ALREADY,
                    "command %s has an outcome already: %s".formatted(id, outcome.get()));
        }
        if (standing.earlier().isPresent()) {
            return refuse(
                    Reason.EARLIER_LETTER,
                    "an older record of order %s is dead letter %s; redrive or discard that first"
                            .formatted(command.getOrderId(), standing.earlier().get()));
        }
        if (standing.waiting().isPresent()) {
            return refuse(
                    Reason.COMMAND_WAITING,
                    "order %s has %s, which has no outcome yet; try again when it has"
                            .formatted(command.getOrderId(), standing.waiting().get()));
        }
        return version(command, standing.version());
    }

    private static Optional<Verdict> version(OrderCommand command, long version) {
        return command.getExpectedVersion()
                .filter(expected -> expected != version)
                .flatMap(
                        expected ->
                                refuse(
                                        Reason.OTHER_VERSION,
                                        "command %s expects order %s at version %d, which is at %d; its client must"
                                                        .formatted(
                                                                command.getCommandId(),
                                                                command.getOrderId(),
                                                                expected,
                                                                version)
                                                + " look and decide anew"));
    }

    private static Optional<Verdict> journal(Case one) {
        return one.reading().journaled().isEmpty()
                ? Optional.empty()
                : one.standing()
                        .journaled()
                        .flatMap(
                                at ->
                                        refuse(
                                                Reason.JOURNALED_ALREADY,
                                                "the journal says the same at " + at));
    }

    private static Optional<Verdict> refuse(Reason reason, String why) {
        return Optional.of(new Refuse(reason, why));
    }
}
