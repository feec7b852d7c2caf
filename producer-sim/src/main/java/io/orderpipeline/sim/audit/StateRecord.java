package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.state.OrderState;
import java.util.Optional;

/**
 * The changelog's final word on one order.
 *
 * @param at where it stands in the changelog
 * @param state absent when it is a tombstone or unreadable
 * @param unreadable why it cannot be decoded, if it cannot
 */
public record StateRecord(Position at, Optional<OrderState> state, Optional<String> unreadable) {

    /** A state, or a tombstone. */
    public StateRecord(Position at, Optional<OrderState> state) {
        this(at, state, Optional.empty());
    }

    /** A value that cannot be decoded. */
    static StateRecord unreadable(Position at, String why) {
        return new StateRecord(at, Optional.empty(), Optional.of(why));
    }
}
