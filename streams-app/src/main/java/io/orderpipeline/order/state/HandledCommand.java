package io.orderpipeline.order.state;

import io.orderpipeline.order.event.CommandOutcome;

/**
 * One entry of the command-id memory: the id, the hash of the body that came with it, how it ended.
 */
public record HandledCommand(String commandId, long commandHash, CommandOutcome outcome) {}
