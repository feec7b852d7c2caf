package io.orderpipeline.bench.latency;

import io.orderpipeline.bench.figures.Percentiles;
import org.jspecify.annotations.Nullable;

/**
 * One measurement, from when a command was due.
 *
 * @param perSecond commands that were really sent
 * @param event until what came of it could be read
 * @param http until the app answered with the new version; absent for the bare application
 * @param missing events and answers that did not come
 * @param failed answers other than 200
 */
record Latency(
        double perSecond,
        Percentiles event,
        @Nullable Percentiles http,
        long missing,
        long failed) {

    boolean ok() {
        return missing == 0 && failed == 0;
    }
}
