package io.orderpipeline.bench.scale;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderpipeline.bench.figures.Chart;
import io.orderpipeline.bench.figures.Figures;
import io.orderpipeline.bench.throughput.Settled;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the benchmark found; its JSON document.
 *
 * @param added orders of each measurement
 * @param sizes those that were measured, in turns; the first is what the others are held against
 */
public record ScaleFigures(int added, List<Scaled> sizes) implements Figures {

    @Override
    @JsonProperty
    public boolean ok() {
        return broken().isEmpty();
    }

    private List<String> broken() {
        return sizes.stream()
                .flatMap(size -> size.rounds().stream())
                .map(Settled::broken)
                .flatMap(List::stream)
                .toList();
    }

    /** Processor time of a command, of that with the first size. */
    @JsonProperty
    List<Double> costRatios() {
        return sizes.stream().map(this::costRatio).toList();
    }

    private double costRatio(Scaled size) {
        return size.microsPerCommand() / sizes.get(0).microsPerCommand();
    }

    /** Commands per second, of those with the first size. */
    @JsonProperty
    List<Double> rateRatios() {
        return sizes.stream().map(this::rateRatio).toList();
    }

    private double rateRatio(Scaled size) {
        return size.commandsPerSecond() / sizes.get(0).commandsPerSecond();
    }

    @Override
    public Chart chart() {
        return new Chart(
                "Processor time of a command after so many orders",
                "us",
                sizes.stream()
                        .map(
                                size ->
                                        new Chart.Bar(
                                                name("%,d in %d partitions", size), size.micros()))
                        .toList());
    }

    @Override
    public String text() {
        return String.format(
                        Locale.ROOT, "scale     %,d orders more; ratios to the first line%n", added)
                + sizes.stream().map(this::line).collect(Collectors.joining())
                + "audit     %s%n".formatted(ok() ? "clean" : "BROKEN: " + broken());
    }

    private String line(Scaled size) {
        return String.format(
                Locale.ROOT,
                "%s  %,.0f us of a processor for a command, %.2f times; %,.0f commands/s, %.2f times%n",
                name("%,11d orders, %2d partitions", size),
                size.microsPerCommand(),
                costRatio(size),
                size.commandsPerSecond(),
                rateRatio(size));
    }

    private static String name(String format, Scaled size) {
        return String.format(Locale.ROOT, format, size.orders(), size.partitions());
    }
}
