package io.orderpipeline.sim.digest;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which orders to compare; each of them is folded from its first event in any case.
 *
 * @param order only this one
 * @param since only those to which an event of this kind happened
 */
public record Scope(Optional<String> order, Predicate<LoggedEvent> since) {

    /** All of them. */
    public static final Scope ALL = new Scope(Optional.empty(), event -> true);

    boolean folds(LoggedEvent event) {
        return order.map(event.orderId()::equals).orElse(true);
    }
}
