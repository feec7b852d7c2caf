package io.orderpipeline.bench.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderpipeline.bench.bare.BareConsumer;
import io.orderpipeline.bench.figures.Chart;
import io.orderpipeline.bench.figures.Figures;
import io.orderpipeline.bench.figures.Spread;
import io.orderpipeline.bench.load.Reads;
import java.util.List;
import java.util.Locale;

/**
 * What the benchmark found; its JSON document.
 *
 * @param events on order.event when the replay began
 * @param bare a bare consumer's readings of them, before and after the replay
 * @param buildSeconds until the new generation had all of them
 * @param verifySeconds to compare every order with the log
 * @param equal whether every order of the new generation proved equal
 * @param commandsMeanwhile settled from the beginning of the build to the end of the comparison
 * @param before point reads without a replay
 * @param during point reads while it was built
 * @param broken the rows of the audit that are red
 */
public record ReplayFigures(
        long events,
        List<BareConsumer.Read> bare,
        double buildSeconds,
        double verifySeconds,
        boolean equal,
        long commandsMeanwhile,
        Reads.Taken before,
        Reads.Taken during,
        List<String> broken)
        implements Figures {

    ReplayFigures audited(List<String> red) {
        return new ReplayFigures(
                events,
                bare,
                buildSeconds,
                verifySeconds,
                equal,
                commandsMeanwhile,
                before,
                during,
                red);
    }

    @Override
    @JsonProperty
    public boolean ok() {
        return equal && broken.isEmpty() && before.failed() == 0 && during.failed() == 0;
    }

    @JsonProperty
    double eventsPerSecond() {
        return events / buildSeconds;
    }

    @JsonProperty
    double bareEventsPerSecond() {
        return bare.stream().mapToDouble(BareConsumer.Read::perSecond).average().orElseThrow();
    }

    @JsonProperty
    double ratioToBare() {
        return eventsPerSecond() / bareEventsPerSecond();
    }

    @JsonProperty
    double p99Ratio() {
        return during.percentiles().p99Ms() / before.percentiles().p99Ms();
    }

    @Override
    public Chart chart() {
        return new Chart(
                "Replay",
                "events/s",
                List.of(
                        new Chart.Bar(
                                "new views",
                                Spread.of(List.of(this), ReplayFigures::eventsPerSecond)),
                        new Chart.Bar(
                                "bare consumer", Spread.of(bare, BareConsumer.Read::perSecond))));
    }

    @Override
    public String text() {
        return String.format(
                Locale.ROOT,
                """
                replay    %,d events built in %.1f s: %,.0f/s; compared in %.1f s, every order equal: %b
                bare      %,.0f events/s by a bare consumer in the same run; ratio %.3f
                reads     p99 %.1f ms before, %.1f ms while it was built (%.1f times); failed %d and %d
                traffic   %,d commands settled meanwhile
                audit     %s
                """,
                events,
                buildSeconds,
                eventsPerSecond(),
                verifySeconds,
                equal,
                bareEventsPerSecond(),
                ratioToBare(),
                before.percentiles().p99Ms(),
                during.percentiles().p99Ms(),
                p99Ratio(),
                before.failed(),
                during.failed(),
                commandsMeanwhile,
                broken.isEmpty() ? "clean" : "BROKEN: " + broken);
    }
}
