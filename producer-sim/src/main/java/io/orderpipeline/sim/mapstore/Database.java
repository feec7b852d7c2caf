package io.orderpipeline.sim.mapstore;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stands for the disk: what is written here survives the crash of the service. Thread-safe. */
final class Database {

    private final Map<String, OrderValue> rows = new ConcurrentHashMap<>();

    void write(String orderId, OrderValue order) {
        rows.put(orderId, order);
    }

    Map<String, OrderValue> read() {
        return new HashMap<>(rows);
    }
}
