package io.orderpipeline.sim.mapstore;

import io.orderpipeline.schema.command.OrderCommand;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * One life of the incident's order service, from its start to its crash. Any number of threads
 * handle requests at once; each loads an order, checks it, calls downstream and stores the new
 * value, and nothing keeps the others out in between. The map itself is a concurrent one, so that
 * what is lost is lost by this code and not by a broken hash table.
 */
final class MapStore {

    private final Map<String, OrderValue> orders;
    private final WriteBehind writeBehind;
    private final Downstream downstream;
    private final LongAdder overwritten = new LongAdder();
    private volatile boolean dead;

    /** Loads all orders that the database has. */
    MapStore(Database database, Downstream downstream) {
        this.orders = new ConcurrentHashMap<>(database.read());
        this.writeBehind = new WriteBehind(orders, database);
        this.downstream = downstream;
    }

    void flushEvery(long nanos) {
        writeBehind.every(nanos);
    }

    void flush() {
        writeBehind.flush();
    }

    /**
     * Handles one request. There is no answer when the process has died meanwhile: whatever the
     * thread did to the map since then, it did to memory that nobody will read.
     */
    Optional<Answer> handle(OrderCommand command) throws InterruptedException {
        Answer answer = checkThenAct(command);
        return dead ? Optional.empty() : Optional.of(answer);
    }

    private Answer checkThenAct(OrderCommand command) throws InterruptedException {
        String orderId = command.getOrderId();
        Optional<OrderValue> stored = Optional.ofNullable(orders.get(orderId));
        Optional<OrderValue> wanted = Handlers.wanted(command.getPayload(), stored);
        if (wanted.isEmpty()) {
            return Answer.REFUSED;
        }
        if (wanted.equals(stored)) {
            return Answer.DUPLICATE;
        }
        downstream.call(command);
        Optional<OrderValue> replaced = Optional.ofNullable(orders.put(orderId, wanted.get()));
        writeBehind.changed(orderId);
        if (!replaced.equals(stored)) {
            overwritten.increment();
        }
        return Answer.APPLIED;
    }

    /** The process dies: the map, what was not flushed and the requests under way are gone. */
    void die() throws InterruptedException {
        stop();
        writeBehind.awaitEnd();
    }

    /** Ends the write-behind thread and does not wait for it. */
    void stop() {
        dead = true;
        writeBehind.stop();
    }

    /** The orders in memory. */
    Map<String, OrderValue> orders() {
        return new HashMap<>(orders);
    }

    /** How often a value was replaced that was not the one that had been checked. */
    long overwritten() {
        return overwritten.sum();
    }
}
