package io.orderpipeline.bench.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderpipeline.bench.bare.BareConsumer;
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
 * @param before point reads without a replay
 * @param during point reads while it was built
 */
public record ReplayFigures(
        long events,
        List<BareConsumer.Read> bare,
        double buildSeconds,
        double verifySeconds,
        boolean equal,
        PointReads.Taken before,
        PointReads.Taken during) {

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
        return during.p99Ms() / before.p99Ms();
    }

    /** For people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                """
                replay    %,d events built in %.1f s: %,.0f/s; compared in %.1f s, every order equal: %b
                bare      %,.0f events/s by a bare consumer in the same run; ratio %.3f
                reads     p99 %.1f ms before, %.1f ms while it was built (%.1f times); failed %d and %d
                """,
                events,
                buildSeconds,
                eventsPerSecond(),
                verifySeconds,
                equal,
                bareEventsPerSecond(),
                ratioToBare(),
                before.p99Ms(),
                during.p99Ms(),
                p99Ratio(),
                before.failed(),
                during.failed());
    }
}
