package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.digest.Verdict;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the pipeline's changelogs say in the end, and what its views hold. The copies are no {@code
 * Map.copyOf}: that probes by hash codes as they are, and those of ids that are counted up lie so
 * close at some sizes that each entry meets thousands of others.
 *
 * @param states the decider's final word per order id
 * @param rows the tracker's final word per transaction, by {@code orderId/transactionId}; absent
 *     when no tracker has run
 * @param views how the generations of the views compare with the log; absent when none was asked
 */
record Stores(
        Map<String, StateRecord> states,
        Optional<Map<String, RowRecord>> rows,
        Optional<Verdict> views) {

    Stores {
        states = Collections.unmodifiableMap(new HashMap<>(states));
        rows = rows.map(each -> Collections.unmodifiableMap(new HashMap<>(each)));
    }

    /** Where no instance was asked for its views. */
    Stores(Map<String, StateRecord> states, Optional<Map<String, RowRecord>> rows) {
        this(states, rows, Optional.empty());
    }
}
