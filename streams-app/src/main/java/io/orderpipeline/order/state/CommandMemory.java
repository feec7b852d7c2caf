package io.orderpipeline.order.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The newest commands that an order handled, oldest first. Bounded by its reader: {@link #remember}
 * drops the oldest beyond the given capacity, so that no order's state grows with its traffic. A
 * command that was dropped and comes again is judged anew; the order's status still allows each
 * step only once.
 */
public record CommandMemory(List<HandledCommand> newest) {

    /** The memory of an order that handled nothing. */
    public static final CommandMemory EMPTY = new CommandMemory(List.of());

    public CommandMemory {
        newest = List.copyOf(newest);
    }

    /** What is remembered of the command with this id. */
    public Optional<HandledCommand> find(String commandId) {
        for (HandledCommand handled : newest) {
            if (handled.commandId().equals(commandId)) {
                return Optional.of(handled);
            }
        }
        return Optional.empty();
    }

    /**
     * This memory with {@code handled} as its newest entry, replacing an earlier one of the same
     * id.
     */
    CommandMemory remember(HandledCommand handled, int capacity) {
        List<HandledCommand> entries = new ArrayList<>(newest.size() + 1);
        for (HandledCommand entry : newest) {
            if (!entry.commandId().equals(handled.commandId())) {
                entries.add(entry);
            }
        }
        entries.add(handled);
        return new CommandMemory(
                entries.subList(Math.max(0, entries.size() - capacity), entries.size()));
    }
}
