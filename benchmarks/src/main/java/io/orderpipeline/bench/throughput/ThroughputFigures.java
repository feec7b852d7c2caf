package io.orderpipeline.bench.throughput;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderpipeline.bench.figures.Chart;
import io.orderpipeline.bench.figures.Figures;
import io.orderpipeline.bench.figures.Spread;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What the benchmark found; its JSON document.
 *
 * @param pipeline each round's measurement of the pipeline
 * @param bare each round's measurement of the bare application, which took turns with it
 */
public record ThroughputFigures(List<Settled> pipeline, List<Settled> bare) implements Figures {

    @Override
    @JsonProperty
    public boolean ok() {
        return Stream.concat(pipeline.stream(), bare.stream())
                .allMatch(round -> round.broken().isEmpty());
    }

    @JsonProperty
    public double commandsPerSecond() {
        return median(pipeline, Settled::perSecond);
    }

    @JsonProperty
    double ratioToBare() {
        return commandsPerSecond() / median(bare, Settled::perSecond);
    }

    private static double median(List<Settled> rounds, ToDoubleFunction<Settled> figure) {
        return Spread.of(rounds, figure).median();
    }

    @Override
    public Chart chart() {
        return new Chart(
                "Throughput",
                "commands/s",
                List.of(
                        new Chart.Bar("pipeline", Spread.of(pipeline, Settled::perSecond)),
                        new Chart.Bar("bare", Spread.of(bare, Settled::perSecond))));
    }

    @Override
    public String text() {
        return line("pipeline", "commands", pipeline)
                + line("bare", "records", bare)
                + String.format(Locale.ROOT, "ratio     %.3f of bare%n", ratioToBare())
                + "audit     %s%n".formatted(ok() ? "clean" : "BROKEN: " + pipeline + bare);
    }

    private static String line(String name, String unit, List<Settled> rounds) {
        Spread rate = Spread.of(rounds, Settled::perSecond);
        return String.format(
                Locale.ROOT,
                "%-9s %,.0f %s/s (%,.0f to %,.0f in %d rounds), %.0f us of a processor each%n",
                name,
                rate.median(),
                unit,
                rate.least(),
                rate.most(),
                rounds.size(),
                median(rounds, Settled::cpuMicrosPerRecord));
    }
}
