package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.command.OrderCommand;
import java.util.Optional;

/**
 * One record to send, and what must come of it.
 *
 * @param atMs when it is sent, in milliseconds of simulated time since the traffic began
 * @param kind why it is sent
 * @param content the record itself
 * @param expected how it must end
 */
public record PlannedRecord(long atMs, SentKind kind, Content content, Outcome expected) {

    /** The command in it, or the one that a poison record was made from; a capture has none. */
    public OrderCommand command() {
        return content instanceof Content.Wellformed wellformed
                ? wellformed.command()
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
