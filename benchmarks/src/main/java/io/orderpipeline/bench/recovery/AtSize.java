package io.orderpipeline.bench.recovery;

import io.orderpipeline.bench.figures.Chart;
import io.orderpipeline.bench.figures.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The rounds with one size of state.
 *
 * @param orders that the stores had
 * @param alone each round without a standby
 * @param standby each round with one, in turns with it
 * @param restored each round's instance that began with nothing
 */
record AtSize(int orders, List<Recovered> alone, List<Recovered> standby, List<Restored> restored) {

    /** Before the first round; rounds are added. */
    static AtSize none(int orders) {
        return new AtSize(orders, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    Stream<Chart.Bar> bars() {
        return Stream.of(bar("no standby", alone), bar("standby", standby));
    }

    private Chart.Bar bar(String name, List<Recovered> rounds) {
        return new Chart.Bar(
                String.format(Locale.ROOT, "%,d, %s", orders, name),
                Spread.of(rounds, Recovered::longestSilenceSeconds));
    }

    String text() {
        return String.format(Locale.ROOT, "%,d orders%n", orders)
                + line("no standby", alone)
                + line("standby", standby)
                + String.format(
                        Locale.ROOT,
                        "  restore     %,.0f records/s, ratio %.3f to a bare consumer of the largest topic%n",
                        Spread.of(restored, Restored::perSecond).median(),
                        Spread.of(restored, Restored::ratioToBare).median());
    }

    private static String line(String name, List<Recovered> rounds) {
        Spread longest = Spread.of(rounds, Recovered::longestSilenceSeconds);
        return String.format(
                Locale.ROOT,
                "  %-11s no answer for %.1f s at most (%.1f to %.1f); full rate after %.1f s%n",
                name,
                longest.median(),
                longest.least(),
                longest.most(),
                Spread.of(rounds, Recovered::fullRateSeconds).median());
    }
}
