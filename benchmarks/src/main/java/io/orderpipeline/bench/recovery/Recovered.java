package io.orderpipeline.bench.recovery;

/**
 * What one kill cost.
 *
 * @param longestSilenceSeconds of the order that went longest without an answer, from any copy
 * @param medianSilenceSeconds of the order in the middle; half of them are the survivor's own
 * @param fullRateSeconds from the kill until commands were decided as fast as they came again
 */
record Recovered(
        double longestSilenceSeconds, double medianSilenceSeconds, double fullRateSeconds) {}
