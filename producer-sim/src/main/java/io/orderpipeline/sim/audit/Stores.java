package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.digest.Verdict;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * What the pipeline's changelogs say in the end, and what its views hold. The maps are not copied:
 * {@code Map.copyOf} does not spread hash codes, and ids that are counted up can take it hours.
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
        states = Collections.unmodifiableMap(states);
        rows = rows.map(Collections::unmodifiableMap);
    }

    /** Where no instance was asked for its views. */
    Stores(Map<String, StateRecord> states, Optional<Map<String, RowRecord>> rows) {
        this(states, rows, Optional.empty());
    }
}
