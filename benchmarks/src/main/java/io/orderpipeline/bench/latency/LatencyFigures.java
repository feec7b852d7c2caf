package io.orderpipeline.bench.latency;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderpipeline.bench.figures.Chart;
import io.orderpipeline.bench.figures.Figures;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the benchmark found; its JSON document.
 *
 * @param throughput commands per second that are 100 percent
 * @param broken the rows of the audit that are red
 */
public record LatencyFigures(double throughput, List<AtRate> rates, List<String> broken)
        implements Figures {

    @Override
    @JsonProperty
    public boolean ok() {
        return broken.isEmpty() && rates.stream().allMatch(AtRate::ok);
    }

    @Override
    public Chart chart() {
        return new Chart(
                "From when a command is due to its event, p99",
                "ms",
                rates.stream().flatMap(AtRate::bars).toList());
    }

    @Override
    public String text() {
        return String.format(Locale.ROOT, "latency   100 %% is %,.0f commands/s%n", throughput)
                + rates.stream().map(AtRate::text).collect(Collectors.joining())
                + "audit     %s%n".formatted(broken.isEmpty() ? "clean" : "BROKEN: " + broken);
    }
}
