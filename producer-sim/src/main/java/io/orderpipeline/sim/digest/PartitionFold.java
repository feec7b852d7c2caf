package io.orderpipeline.sim.digest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The orders of one partition by the auditor's own fold. Confined to one thread. */
final class PartitionFold {

    private final int partition;
    private final EventLog log;
    private final Scope scope;
    private final Map<String, OrderFold> orders = new HashMap<>();
    private long events;

    PartitionFold(int partition, EventLog log, Scope scope) {
        this.partition = partition;
        this.log = log;
        this.scope = scope;
    }

    /** Folds all that the log has now, which whoever is asked afterwards must know. */
    void begin() {
        log.begin(partition, this::take);
        orders.values().forEach(OrderFold::require);
    }

    /** Folds what has come since; nobody must know it yet. */
    void readOn() {
        log.readOn(this::take);
    }

    private void take(LoggedEvent event) {
        if (scope.folds(event)) {
            events++;
            orders.computeIfAbsent(event.orderId(), id -> new OrderFold())
                    .take(event, scope.since().test(event));
        }
    }

    int partition() {
        return partition;
    }

    long events() {
        return events;
    }

    Map<String, OrderFold> orders() {
        return orders;
    }

    Optional<OrderFold> order(String orderId) {
        return Optional.ofNullable(orders.get(orderId));
    }

    long compared() {
        return orders.values().stream().filter(OrderFold::isInScope).count();
    }

    long broken() {
        return orders.values().stream().filter(order -> !order.isWhole()).count();
    }
}
