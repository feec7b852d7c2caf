package io.orderpipeline.bench.figures;

import org.HdrHistogram.AbstractHistogram;

/**
 * How long something took, in milliseconds.
 *
 * @param count how often it was measured
 */
public record Percentiles(long count, double p50Ms, double p99Ms, double p999Ms, double maxMs) {

    /** Of a histogram of microseconds. */
    public static Percentiles of(AbstractHistogram micros) {
        return new Percentiles(
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getValueAtPercentile(99.9) / 1e3,
                micros.getMaxValue() / 1e3);
    }
}
