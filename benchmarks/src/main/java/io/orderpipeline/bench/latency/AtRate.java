package io.orderpipeline.bench.latency;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderpipeline.bench.figures.Chart;
import io.orderpipeline.bench.figures.Percentiles;
import io.orderpipeline.bench.figures.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rounds at one rate.
 *
 * @param percent of the throughput
 * @param perSecond commands
 * @param pipeline each round's measurement of the pipeline
 * @param bare each round's measurement of the bare application, which took turns with it
 */
record AtRate(int percent, double perSecond, List<Latency> pipeline, List<Latency> bare) {

    boolean ok() {
        return Stream.concat(pipeline.stream(), bare.stream()).allMatch(Latency::ok);
    }

    @JsonProperty
    double p50RatioToBare() {
        return ratio(Percentiles::p50Ms);
    }

    @JsonProperty
    double p99RatioToBare() {
        return ratio(Percentiles::p99Ms);
    }

    private double ratio(Function<Percentiles, Double> percentile) {
        return spread(pipeline, Latency::event, percentile).median()
                / spread(bare, Latency::event, percentile).median();
    }

    private static Spread spread(
            List<Latency> rounds,
            Function<Latency, Percentiles> what,
            Function<Percentiles, Double> percentile) {
        return Spread.of(rounds, round -> percentile.apply(what.apply(round)));
    }

    Stream<Chart.Bar> bars() {
        return Stream.of(
                new Chart.Bar(
                        "pipeline, %d %%".formatted(percent),
                        spread(pipeline, Latency::event, Percentiles::p99Ms)),
                new Chart.Bar("bare, same rate", spread(bare, Latency::event, Percentiles::p99Ms)));
    }

    String text() {
        return String.format(
                        Locale.ROOT,
                        "%d %% of it, %,.0f commands/s; p99 to the event %.2f times bare%n",
                        percent,
                        perSecond,
                        p99RatioToBare())
                + line("event", pipeline, Latency::event)
                + line("bare", bare, Latency::event)
                + line("http", pipeline, round -> Objects.requireNonNull(round.http()))
                + (ok() ? "" : "  BROKEN: " + pipeline + bare + System.lineSeparator());
    }

    private static String line(
            String name, List<Latency> rounds, Function<Latency, Percentiles> what) {
        return String.format(
                Locale.ROOT,
                "  %-6s p50 %s   p99 %s   p99.9 %s%n",
                name,
                text(spread(rounds, what, Percentiles::p50Ms)),
                text(spread(rounds, what, Percentiles::p99Ms)),
                text(spread(rounds, what, Percentiles::p999Ms)));
    }

    private static String text(Spread ms) {
        return String.format(
                Locale.ROOT, "%.1f ms (%.1f to %.1f)", ms.median(), ms.least(), ms.most());
    }
}
