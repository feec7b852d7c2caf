package io.orderpipeline.order.state;

import io.orderpipeline.order.event.CommandOutcome;
import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.Fact.Refused;
import io.orderpipeline.order.event.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that the decider keeps about one order id; exists for ids that were never placed too,
 * because commands to them were answered. {@link #apply} is the one way it changes.
 *
 * @param version version of the last event, 0 before the first
 * @param sequence how many commands were handled, duplicates not counted
 * @param changedAt when the last of them was received; from then on the retention of a closed order
 *     counts
 */
public record OrderState(
        String orderId,
        long version,
        long sequence,
        Instant changedAt,
        Optional<Order> order,
        Refunds refunds,
        CommandMemory memory) {

    /** The state of an order id that no command has named yet. */
    public static OrderState blank(String orderId) {
        return new OrderState(
                orderId, 0, 0, Instant.EPOCH, Optional.empty(), Refunds.NONE, CommandMemory.EMPTY);
    }

    /**
     * Whether the state may be forgotten once the retention has passed: nothing can happen to the
     * order any more, or nothing ever has. Refunds are kept for good: none of those transactions
     * may pay a later order of this id.
     */
    public boolean isForgettable() {
        return refunds.transactionIds().isEmpty()
                && order.map(placed -> placed.status().isClosed()).orElse(version == 0);
    }

    /**
     * The state after {@code fact}.
     *
     * @param rememberedCommands capacity of the command-id memory
     * @throws IllegalStateException when the fact does not follow on this state
     */
    public OrderState apply(Fact fact, int rememberedCommands) {
        return fact.match(
                new Fact.Cases<>() {
                    @Override
                    public OrderState happened(Happened happened) {
                        return happen(happened, rememberedCommands);
                    }

                    @Override
                    public OrderState refused(Refused refused) {
                        return refuse(refused, rememberedCommands);
                    }
                });
    }

    private OrderState happen(Happened happened, int rememberedCommands) {
        if (happened.version() != version + 1) {
            throw new IllegalStateException(
                    "order %s is at version %d; an event of version %d does not follow"
                            .formatted(orderId, version, happened.version()));
        }
        return new OrderState(
                orderId,
                happened.version(),
                happened.sequence(),
                happened.origin().at(),
                Order.evolve(order, happened.event()),
                refunds.after(happened.event()),
                remember(
                        happened.origin(),
                        CommandOutcome.accepted(happened.version()),
                        rememberedCommands));
    }

    /** A refusal without a sequence tells of a command id that is remembered already. */
    private OrderState refuse(Refused refused, int rememberedCommands) {
        if (refused.sequence().isEmpty()) {
            return this;
        }
        return new OrderState(
                orderId,
                version,
                refused.sequence().getAsLong(),
                refused.origin().at(),
                order,
                refunds,
                remember(
                        refused.origin(),
                        CommandOutcome.rejected(version, refused.reason()),
                        rememberedCommands));
    }

    private CommandMemory remember(Origin origin, CommandOutcome outcome, int capacity) {
        return memory.remember(
                new HandledCommand(origin.commandId(), origin.commandHash(), outcome), capacity);
    }
}
