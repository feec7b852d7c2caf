package io.orderpipeline.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether an owner may fail, or be restarted, without a wait: how many standbys are on this
 * instance, and how warm they are. One thread looks, scrapes read what it saw; a number that is not
 * known now is NaN, never an old one.
 */
final class StandbyMetrics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StandbyMetrics.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final Function<Role, Optional<StandbyCopies>> copies;
    private final Map<Role, StandbyCopies> seen = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(StandbyMetrics::thread);

    /**
     * Has looked at nothing yet.
     *
     * @param copies of a role that are here; empty when the role is not here, or not yet
     */
    StandbyMetrics(Function<Role, Optional<StandbyCopies>> copies, MeterRegistry meters) {
        this.copies = copies;
        for (Role role : Role.values()) {
            gauge(role, "partitions", StandbyCopies::partitions)
                    .description("Partitions of which this instance keeps a standby's copy.")
                    .register(meters);
            gauge(role, "lag.records", StandbyCopies::lagRecords)
                    .description("Offsets that the standbys' copies here are behind by.")
                    .register(meters);
        }
    }

    /** Looks every few seconds, until closed. */
    StandbyMetrics start() {
        ScheduledFuture<?> unused =
                looks.scheduleWithFixedDelay(
                        this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private Gauge.Builder<?> gauge(Role role, String what, ToLongFunction<StandbyCopies> number) {
        return Gauge.builder("order.pipeline.standby." + what, () -> number(role, number))
                .tag("role", role.label())
                .strongReference(true); // nobody else holds it
    }

    private double number(Role role, ToLongFunction<StandbyCopies> number) {
        StandbyCopies here = seen.get(role);
        return here == null ? Double.NaN : number.applyAsLong(here);
    }

    void look() {
        for (Role role : Role.values()) {
            Optional<StandbyCopies> here = ask(role);
            here.ifPresentOrElse(now -> seen.put(role, now), () -> seen.remove(role));
        }
    }

    private Optional<StandbyCopies> ask(Role role) {
        try {
            return copies.apply(role);
        } catch (RuntimeException unanswered) { // brokers, states, and tasks that change meanwhile
            LOG.debug("{}: not known how warm its standbys are", role.label(), unanswered);
            return Optional.empty();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "standby-metrics");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
