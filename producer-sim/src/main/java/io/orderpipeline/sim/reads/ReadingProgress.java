package io.orderpipeline.sim.reads;

import io.orderpipeline.sim.client.Settlement.Latency;
import java.time.Duration;

/**
 * How far a reader is.
 *
 * @param elapsed since it was started
 * @param duration how long it is to read
 * @param answers so far
 * @param latency so far
 */
public record ReadingProgress(
        Duration elapsed, Duration duration, ReadingResult.Answers answers, Latency latency) {}
