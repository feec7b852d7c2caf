package io.orderpipeline.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether an owner may fail, or be restarted, without a wait: how many standbys are on this
 * instance, and how warm they are. One thread looks, scrapes read what it saw; a number that is not
 * known now is NaN, never an old one, and brokers may let it wait for minutes.
 */
final class StandbyMetrics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StandbyMetrics.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration GOOD_FOR = LOOK_EVERY.multipliedBy(3);

    private final Set<Role> roles;
    private final Function<Role, Optional<StandbyCopies>> copies;
    private final LongSupplier nanoTime;
    private final Map<Role, Look> looks = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(StandbyMetrics::thread);

    /**
     * Has looked at nothing yet.
     *
     * @param roles that this instance hosts
     * @param copies of a role that are here; empty when that cannot be told now
     */
    StandbyMetrics(
            Set<Role> roles,
            Function<Role, Optional<StandbyCopies>> copies,
            LongSupplier nanoTime,
            MeterRegistry meters) {
        this.roles = Set.copyOf(roles);
        this.copies = copies;
        this.nanoTime = nanoTime;
        for (Role role : roles) {
            gauge(role, "partitions", StandbyCopies::partitions)
                    .description("Partitions of which this instance keeps a standby's copy.")
                    .register(meters);
            gauge(role, "lag.records", StandbyCopies::lagRecords)
                    .description("Offsets that the standbys' copies here are behind by.")
                    .register(meters);
        }
    }

    private record Look(long atNanos, StandbyCopies seen) {}

    /** Looks every few seconds, until closed. */
    StandbyMetrics start() {
        ScheduledFuture<?> unused =
                looking.scheduleWithFixedDelay(
                        this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private Gauge.Builder<?> gauge(Role role, String what, ToLongFunction<StandbyCopies> number) {
        return Gauge.builder("order.pipeline.standby." + what, () -> number(role, number))
                .tag("role", role.label())
                .strongReference(true); // nobody else holds it
    }

    private double number(Role role, ToLongFunction<StandbyCopies> number) {
        Look latest = looks.get(role);
        return latest == null || nanoTime.getAsLong() - latest.atNanos() > GOOD_FOR.toNanos()
                ? Double.NaN
                : number.applyAsLong(latest.seen());
    }

    void look() {
        for (Role role : roles) {
            ask(role)
                    .ifPresentOrElse(
                            seen -> looks.put(role, new Look(nanoTime.getAsLong(), seen)),
                            () -> looks.remove(role));
        }
    }

    private Optional<StandbyCopies> ask(Role role) {
        try {
            return copies.apply(role);
        } catch (RuntimeException unanswered) { // brokers, and tasks that change meanwhile
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
        looking.shutdownNow();
    }
}
