package io.orderpipeline.pipeline;

import java.time.Duration;

/**
 * What the decider's topology is built with.
 *
 * @param closedRetention how long a closed or never placed order stays known after its last
 *     command; it is the horizon of idempotency: a resend after it is judged as a new command
 * @param rememberedCommands command ids that an order remembers
 * @param partitions partitions of every topic keyed by order id, for the check that a record is
 *     where its key belongs
 */
public record DeciderSettings(Duration closedRetention, int rememberedCommands, int partitions) {}
