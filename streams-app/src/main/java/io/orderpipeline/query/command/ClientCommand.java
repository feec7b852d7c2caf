package io.orderpipeline.query.command;

import java.util.OptionalLong;

/**
 * A command that is to be sent.
 *
 * @param expectedVersion present when the order must be at exactly this version
 * @param payload record of one of the types that {@code OrderCommand} carries
 */
public record ClientCommand(
        String orderId, String commandId, OptionalLong expectedVersion, Object payload) {}
