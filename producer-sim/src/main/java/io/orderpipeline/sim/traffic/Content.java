package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.command.OrderCommand;
import java.util.Optional;

/** What a record on {@code order.command} is made of. */
public sealed interface Content permits Content.Wellformed, Poison {

    /** The record key; absent is a null key. */
    Optional<String> key();

    /** A command that can be decoded, under its order's key. */
    record Wellformed(OrderCommand command) implements Content {

        @Override
        public Optional<String> key() {
            return Optional.of(command.getOrderId());
        }
    }
}
