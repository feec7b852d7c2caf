package io.orderpipeline.bench.queries;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderpipeline.bench.figures.Chart;
import io.orderpipeline.bench.figures.Figures;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the benchmark found; its JSON document.
 *
 * @param orders that the views had
 * @param readsPerSecond questions, by a schedule
 * @param writesPerSecond commands, where there were any
 * @param broken the rows of the audit that are red
 */
public record QueriesFigures(
        int orders,
        int readsPerSecond,
        int writesPerSecond,
        List<Asked> questions,
        List<String> broken)
        implements Figures {

    @Override
    @JsonProperty
    public boolean ok() {
        return broken.isEmpty() && questions.stream().allMatch(Asked::ok);
    }

    @Override
    public Chart chart() {
        return new Chart(
                "Questions over HTTP, p99", "ms", questions.stream().flatMap(Asked::bars).toList());
    }

    @Override
    public String text() {
        return String.format(
                        Locale.ROOT,
                        "queries   %,d orders; %,d reads/s, without and with %,d commands/s%n",
                        orders,
                        readsPerSecond,
                        writesPerSecond)
                + questions.stream().map(Asked::text).collect(Collectors.joining())
                + "audit     %s%n".formatted(broken.isEmpty() ? "clean" : "BROKEN: " + broken);
    }
}
