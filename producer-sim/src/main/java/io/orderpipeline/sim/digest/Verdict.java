package io.orderpipeline.sim.digest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What came of a comparison.
 *
 * @param compared how much was compared
 * @param generations each with the log, and so with each other
 */
public record Verdict(Compared compared, List<OfGeneration> generations) {

    public Verdict {
        generations = List.copyOf(generations);
    }

    /**
     * How much was compared.
     *
     * @param orders in each generation
     * @param events that these orders were folded from
     * @param broken orders left out because their versions in the log have gaps (I4)
     */
    public record Compared(long orders, long events, long broken) {}

    /**
     * One generation.
     *
     * @param number the generation
     * @param digest over all that it said, which depends on the moment while traffic goes on
     * @param differences how many orders differ
     * @param first the first of them
     */
    public record OfGeneration(
            int number, String digest, long differences, List<Difference> first) {

        public OfGeneration {
            first = List.copyOf(first);
        }
    }

    /** Whether all generations agree with the log, and so with each other. */
    @JsonProperty(index = 0)
    public boolean equal() {
        return compared.broken() == 0
                && generations.stream().allMatch(each -> each.differences() == 0);
    }

    /** Of a generation that was compared. */
    public OfGeneration of(int number) {
        return generations.stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not compared: " + number));
    }
}
