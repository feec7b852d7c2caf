package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.command.OrderCommand;

/**
 * One record to send, and what must come of it.
 *
 * @param atMs when it is sent, in milliseconds of simulated time since the traffic began
 * @param kind why it is sent
 * @param content the record itself
 * @param expected how it must end
 */
public record PlannedRecord(long atMs, SentKind kind, Content content, Outcome expected) {

    /** The command in it, or the one that a poison record was made from. */
    public OrderCommand command() {
        return content instanceof Content.Wellformed wellformed
                ? wellformed.command()
                : ((Poison) content).command();
    }

    public String commandId() {
        return command().getCommandId();
    }

    /** Name of the payload's schema, or what is wrong with a poison record. */
    public String type() {
        return content instanceof Poison poison
                ? poison.kind().name()
                : command().getPayload().getClass().getSimpleName();
    }
}
