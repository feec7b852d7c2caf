package io.orderpipeline.bench.figures;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A figure over the rounds of a benchmark.
 *
 * @param median the middle one, or the mean of the two in the middle
 */
public record Spread(double median, double least, double most) {

    /** Of one figure of each round, of which there is at least one. */
    public static <T> Spread of(List<T> rounds, ToDoubleFunction<? super T> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
