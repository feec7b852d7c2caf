package io.orderpipeline.pipeline.view;

import io.orderpipeline.topic.TopicSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Key of a rejected command's outcome: {@code <period>/<orderId>/<commandId>}, the number of the
 * period in which it was rejected with leading zeros, so that whole periods are forgotten at once.
 */
public record RejectionKey(String orderId, String commandId) {

    /**
     * How long rejections can be found: as long as their topic keeps them by default. A new
     * generation of the views, which reads the topic, then knows what its predecessor knew.
     */
    public static final Duration RETENTION = TopicSettings.DEFAULT_AUDIT_HORIZON;

    private static final long PERIOD_MS = RETENTION.dividedBy(4).toMillis();

    /** The key in the store of what was rejected at this time. */
    String text(long rejectedAtMs) {
        return firstOf(rejectedAtMs) + orderId + TransactionKey.SEPARATOR + commandId;
    }

    /** Before every key of the time's period, after every key of an earlier one. */
    static String firstOf(long timeMs) {
        return PaddedNumber.text(period(timeMs)) + TransactionKey.SEPARATOR;
    }

    static long period(long timeMs) {
        return Math.max(0, timeMs) / PERIOD_MS;
    }

    /** The last time that is forgotten when this one is the latest. */
    static long horizonMs(long latestMs) {
        return latestMs - RETENTION.toMillis() - 1;
    }

    /** The keys that it may have when this is the latest time of a rejection, newest first. */
    public List<String> newestFirst(long latestMs) {
        List<String> keys = new ArrayList<>();
        long oldest = period(horizonMs(latestMs));
        for (long period = period(latestMs); period >= oldest; period--) {
            keys.add(text(period * PERIOD_MS));
        }
        return keys;
    }

    /**
     * Whether what was rejected then is still known when this is the latest time of a rejection.
     */
    public static boolean isKnown(long rejectedAtMs, long latestMs) {
        return rejectedAtMs > horizonMs(latestMs);
    }
}
