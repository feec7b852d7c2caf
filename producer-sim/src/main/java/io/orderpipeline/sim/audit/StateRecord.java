package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.state.OrderState;
import java.util.Optional;

/**
 * The changelog's final word on one order.
 *
 * @param at where it stands in the changelog
 * @param state absent when it is a tombstone
 */
public record StateRecord(Position at, Optional<OrderState> state) {}
