package io.orderpipeline.bench.throughput;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What the benchmark found; its JSON document.
 *
 * @param pipeline each round's measurement of the pipeline
 * @param bare each round's measurement of the bare application, which took turns with it
 */
public record ThroughputFigures(List<Settled> pipeline, List<Settled> bare) {

    /** Whether the audit found everything right in every round. */
    @JsonProperty
    public boolean ok() {
        return pipeline.stream().allMatch(round -> round.broken().isEmpty());
    }

    @JsonProperty
    double commandsPerSecond() {
        return median(pipeline, Settled::perSecond);
    }

    @JsonProperty
    double ratioToBare() {
        return commandsPerSecond() / median(bare, Settled::perSecond);
    }

    /** The middle one, or the mean of the two in the middle. */
    static double median(List<Settled> rounds, ToDoubleFunction<Settled> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** For people. */
    public String text() {
        return line("pipeline", "commands", pipeline)
                + line("bare", "records", bare)
                + String.format(Locale.ROOT, "ratio     %.3f of bare%n", ratioToBare())
                + (ok() ? "" : "audit     BROKEN: " + pipeline + System.lineSeparator());
    }

    private static String line(String name, String unit, List<Settled> rounds) {
        return String.format(
                Locale.ROOT,
                "%-9s %,.0f %s/s (%,.0f to %,.0f in %d rounds), %.0f us of a processor each%n",
                name,
                median(rounds, Settled::perSecond),
                unit,
                rounds.stream().mapToDouble(Settled::perSecond).min().orElseThrow(),
                rounds.stream().mapToDouble(Settled::perSecond).max().orElseThrow(),
                rounds.size(),
                median(rounds, Settled::cpuMicrosPerRecord));
    }
}
