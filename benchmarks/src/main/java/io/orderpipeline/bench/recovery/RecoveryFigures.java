package io.orderpipeline.bench.recovery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderpipeline.bench.figures.Chart;
import io.orderpipeline.bench.figures.Figures;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the benchmark found; its JSON document.
 *
 * @param detectionSeconds after which an instance that says nothing is taken for dead
 * @param sizes of the state, with what was measured at each
 * @param broken the rows of the audits that are red
 */
public record RecoveryFigures(double detectionSeconds, List<AtSize> sizes, List<String> broken)
        implements Figures {

    @Override
    @JsonProperty
    public boolean ok() {
        return broken.isEmpty();
    }

    @Override
    public Chart chart() {
        return new Chart(
                "Longest time without an answer, by orders in the state",
                "s",
                sizes.stream().flatMap(AtSize::bars).toList());
    }

    @Override
    public String text() {
        return String.format(
                        Locale.ROOT,
                        "recovery  one of two killed, missed after %.0f s%n",
                        detectionSeconds)
                + sizes.stream().map(AtSize::text).collect(Collectors.joining())
                + "audit     %s%n".formatted(ok() ? "clean" : "BROKEN: " + broken);
    }
}
