package io.orderpipeline.sim.digest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What came of a comparison.
 *
 * @param compared how much was compared
 * @param digests by generation: one digest over all that it said, which depends on the moment while
 *     traffic goes on
 * @param differences how many orders differ, over all generations
 * @param first the first of them
 */
public record Verdict(
        Compared compared, Map<Integer, String> digests, long differences, List<Difference> first) {

    public Verdict {
        digests = Map.copyOf(digests);
        first = List.copyOf(first);
    }

    /**
     * How much was compared.
     *
     * @param orders in each generation
     * @param events that these orders were folded from
     * @param broken orders left out because their versions in the log have gaps (I4)
     */
    public record Compared(long orders, long events, long broken) {}

    /** Whether all generations agree with the log, and so with each other. */
    @JsonProperty(index = 0)
    public boolean equal() {
        return differences == 0 && compared.broken() == 0;
    }
}
