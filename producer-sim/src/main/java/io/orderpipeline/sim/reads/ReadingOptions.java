package io.orderpipeline.sim.reads;

import io.orderpipeline.sim.traffic.Limits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * All that determines what is asked.
 *
 * @param instances base addresses of the app's instances, without a path
 * @param folder where the ledgers are whose orders are asked for, and the answers are kept
 * @param pace how many ask, and how fast
 * @param duration when to stop unless told before
 * @param seed what all chance derives from
 */
public record ReadingOptions(
        List<URI> instances, Path folder, Pace pace, Duration duration, long seed) {

    /** How long to read unless told otherwise. */
    public static final Duration DEFAULT_DURATION = Duration.ofSeconds(30);

    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * How many ask, and how fast.
     *
     * @param sessions how many, each one question after the other
     * @param rate questions per second of all sessions together, 0 for as fast as possible
     */
    public record Pace(int sessions, int rate) {

        /** A steady trickle beside the traffic. */
        public static final Pace DEFAULT = new Pace(4, 200);

        public Pace {
            Limits.count("--sessions", sessions, 1, 1_000);
            Limits.count("--rate", rate, 0, 1_000_000);
        }
    }

    public ReadingOptions {
        instances = List.copyOf(instances);
        if (instances.isEmpty()) {
            throw Limits.refused("--url", "", "at least one address");
        }
        instances.forEach(ReadingOptions::check);
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw Limits.refused("--duration", duration.toString(), "1ms to 1d");
        }
    }

    private static void check(URI instance) {
        boolean base =
                instance.getHost() != null
                        && List.of("http", "https").contains(instance.getScheme())
                        && String.valueOf(instance.getPath()).isEmpty()
                        && instance.getQuery() == null;
        if (!base) {
            throw Limits.refused("--url", instance.toString(), "http://HOST:PORT[,..]");
        }
    }
}
