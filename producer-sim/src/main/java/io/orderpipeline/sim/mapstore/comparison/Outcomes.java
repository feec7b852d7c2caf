package io.orderpipeline.sim.mapstore.comparison;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a system did and where it ended, told alike for every system.
 *
 * @param captures what the gateway captured, each once
 * @param effects what the system acknowledged, each as often as it did it
 * @param standings the orders that it has in the end, by order id
 * @param refunded transactions whose money the gateway gave back
 */
public record Outcomes(
        Set<Captured> captures,
        List<Effect> effects,
        Map<String, Standing> standings,
        Set<String> refunded) {

    public Outcomes {
        captures = Collections.unmodifiableSet(new HashSet<>(captures));
        effects = List.copyOf(effects);
        standings = Collections.unmodifiableMap(new HashMap<>(standings));
        refunded = Collections.unmodifiableSet(new HashSet<>(refunded));
    }
}
