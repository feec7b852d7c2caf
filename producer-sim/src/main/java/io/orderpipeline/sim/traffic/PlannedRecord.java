package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.command.OrderCommand;
import java.util.Optional;

/**
 * One record to send, and what must come of it.
 *
 * @param atMs when it is sent, in milliseconds of simulated time since the traffic began
 * @param kind why it is sent
 * @param content the record itself
 * @param outcome how it must end on order.command; absent for a capture, which is not sent there
 */
public record PlannedRecord(long atMs, SentKind kind, Content content, Optional<Outcome> outcome) {

    public PlannedRecord {
        if (content instanceof Content.Capture == outcome.isPresent()) {
            throw new IllegalArgumentException("a command has an outcome, a capture has none");
        }
    }

    /** A record on order.command. */
    PlannedRecord(long atMs, SentKind kind, Content content, Outcome expected) {
        this(atMs, kind, content, Optional.of(expected));
    }

    /** A record on payment.transaction. */
    PlannedRecord(long atMs, Content.Capture capture) {
        this(atMs, SentKind.CAPTURE, capture, Optional.empty());
    }

    /** How the record must end; not for captures: theirs is {@link Content.Capture#end}. */
    public Outcome expected() {
        return outcome.orElseThrow(() -> new IllegalStateException(id() + " is a capture"));
    }

    /** The command in it, or the one that a poison record was made from; a capture has none. */
    public OrderCommand command() {
        if (content instanceof Content.Wellformed wellformed) {
            return wellformed.command();
        }
        return content instanceof Content.Astray astray
                ? astray.command()
                : ((Poison) content).command();
    }

    /** The capture in it, if it is one: the only kind that is not sent to order.command. */
    public Optional<Content.Capture> capture() {
        return content instanceof Content.Capture capture ? Optional.of(capture) : Optional.empty();
    }

    /** The command's id; of a capture, the transaction's. */
    public String id() {
        return content instanceof Content.Capture capture
                ? capture.transaction().getTransactionId()
                : command().getCommandId();
    }

    /** Name of the payload's schema, or what is wrong with a poison record. */
    public String type() {
        if (content instanceof Poison poison) {
            return poison.kind().name();
        }
        Object payload =
                content instanceof Content.Capture capture
                        ? capture.transaction().getPayload()
                        : command().getPayload();
        return payload.getClass().getSimpleName();
    }
}
