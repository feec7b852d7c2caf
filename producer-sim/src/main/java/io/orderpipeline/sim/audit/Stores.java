package io.orderpipeline.sim.audit;

import java.util.Map;
import java.util.Optional;

/**
 * What the pipeline's changelogs say in the end.
 *
 * @param states the decider's final word per order id
 * @param rows the tracker's final word per transaction, by {@code orderId/transactionId}; absent
 *     when no tracker has run
 */
record Stores(Map<String, StateRecord> states, Optional<Map<String, RowRecord>> rows) {

    Stores {
        states = Map.copyOf(states);
        rows = rows.map(Map::copyOf);
    }
}
