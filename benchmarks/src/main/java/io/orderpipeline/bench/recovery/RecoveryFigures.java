package io.orderpipeline.bench.recovery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderpipeline.bench.figures.Chart;
import io.orderpipeline.bench.figures.Figures;
import io.orderpipeline.bench.figures.Spread;
import java.util.List;
import java.util.Locale;

/**
 * What the benchmark found; its JSON document.
 *
 * @param orders that the stores had
 * @param detectionSeconds after which an instance that says nothing is taken for dead
 * @param alone each round without a standby
 * @param standby each round with one, in turns with it
 * @param restored each round's instance that began with nothing
 * @param broken the rows of the audits that are red
 */
public record RecoveryFigures(
        int orders,
        double detectionSeconds,
        List<Recovered> alone,
        List<Recovered> standby,
        List<Restored> restored,
        List<String> broken)
        implements Figures {

    @Override
    @JsonProperty
    public boolean ok() {
        return broken.isEmpty();
    }

    @Override
    public Chart chart() {
        return new Chart(
                "Longest time without an answer, %,d orders".formatted(orders),
                "s",
                List.of(
                        new Chart.Bar(
                                "no standby", Spread.of(alone, Recovered::longestSilenceSeconds)),
                        new Chart.Bar(
                                "standby", Spread.of(standby, Recovered::longestSilenceSeconds))));
    }

    @Override
    public String text() {
        return String.format(
                        Locale.ROOT,
                        "recovery  %,d orders; one of two killed, missed after %.0f s%n",
                        orders,
                        detectionSeconds)
                + line("no standby", alone)
                + line("standby", standby)
                + String.format(
                        Locale.ROOT,
                        "restore     %,.0f records/s, ratio %.3f to a bare consumer of the largest topic%n",
                        Spread.of(restored, Restored::perSecond).median(),
                        Spread.of(restored, Restored::ratioToBare).median())
                + "audit       %s%n".formatted(ok() ? "clean" : "BROKEN: " + broken);
    }

    private static String line(String name, List<Recovered> rounds) {
        Spread longest = Spread.of(rounds, Recovered::longestSilenceSeconds);
        return String.format(
                Locale.ROOT,
                "%-11s no answer for %.1f s at most (%.1f to %.1f); full rate after %.1f s%n",
                name,
                longest.median(),
                longest.least(),
                longest.most(),
                Spread.of(rounds, Recovered::fullRateSeconds).median());
    }
}
