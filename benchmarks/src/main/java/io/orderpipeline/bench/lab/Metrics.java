package io.orderpipeline.bench.lab;

import java.util.function.Predicate;

/** What an app says of itself, in Prometheus' text format. */
public record Metrics(String text) {

    private static final String BY_LOOKING = "cause=\"Diagnostic Command\"";

    /** Of all lines of one metric, whatever their labels; NaN when one is not known. */
    public double sum(String name) {
        return sum(name, line -> true);
    }

    /** The same of what the garbage collector does by itself, not because it was told to. */
    public double sumUntold(String name) {
        return sum(name, line -> !line.contains(BY_LOOKING));
    }

    private double sum(String name, Predicate<String> counts) {
        return text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(counts)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
