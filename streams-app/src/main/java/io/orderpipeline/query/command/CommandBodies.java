package io.orderpipeline.query.command;

import io.orderpipeline.query.reply.InvalidField;
import java.util.List;
import java.util.Optional;

/** Reads the bodies of commands, by the rules that the decider goes by. Safe for many threads. */
@FunctionalInterface
public interface CommandBodies {

    /**
     * Reads a body; adds everything that is wrong with it to the errors, and is absent then.
     *
     * @param body bytes that nobody has looked at
     */
    Optional<Body> read(CommandKind kind, byte[] body, List<InvalidField> errors);

    /**
     * What a body says.
     *
     * @param orderId the order to place; absent for the other kinds, whose path names the order
     * @param payload record of one of the types that {@code OrderCommand} carries
     */
    record Body(Optional<String> orderId, Object payload) {}
}
