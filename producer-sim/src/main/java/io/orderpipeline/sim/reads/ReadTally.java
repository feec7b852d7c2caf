package io.orderpipeline.sim.reads;

import io.orderpipeline.sim.client.Settlement.Latency;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts questions and answers. Safe for use by several threads. */
final class ReadTally {

    private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(1);

    private final Map<Question.Kind, Long> kinds = new EnumMap<>(Question.Kind.class);
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Histogram latencyMicros = new Histogram(MOST_MICROS, 3);
    private long stale;
    private long unreadable;

    synchronized void count(Question.Kind kind, ReadLine.Exchange exchange) {
        kinds.merge(kind, 1L, Long::sum);
        statuses.merge(exchange.status(), 1L, Long::sum);
        stale += exchange.stale() ? 1 : 0;
        unreadable += exchange.ok() && exchange.error() != null ? 1 : 0;
        if (exchange.status() != 0 && kind != Question.Kind.MIN_VERSION) {
            Duration took =
                    Duration.between(
                            Instant.parse(exchange.asked()), Instant.parse(exchange.answered()));
            latencyMicros.recordValue(Math.min(took.toNanos() / 1_000, MOST_MICROS));
        }
    }

    synchronized ReadingResult.Answers answers() {
        Map<String, Long> asked = new LinkedHashMap<>();
        kinds.forEach((kind, count) -> asked.put(name(kind), count));
        Map<String, Long> answered = new LinkedHashMap<>();
        statuses.forEach((status, count) -> answered.put(name(status), count));
        return new ReadingResult.Answers(asked, answered, stale, unreadable);
    }

    synchronized Latency latency() {
        return new Latency(
                latencyMicros.getValueAtPercentile(50) / 1000.0,
                latencyMicros.getValueAtPercentile(99) / 1000.0,
                latencyMicros.getMaxValue() / 1000.0);
    }

    private static String name(Question.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String name(int status) {
        return status == 0 ? "none" : String.valueOf(status);
    }
}
