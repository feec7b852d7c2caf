package io.orderpipeline.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orderpipeline.order.compensation.Transaction;
import io.orderpipeline.order.compensation.TransactionState;
import io.orderpipeline.pipeline.LedgerWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The ledger as metrics: what an operator sees before a customer calls. Heard from stream threads,
 * read by scrapes.
 */
final class LedgerMetrics implements LedgerWatch {

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Map<Integer, Standing> partitions = new ConcurrentHashMap<>();

    LedgerMetrics(MeterRegistry meters) {
        this(meters, InstantSource.system());
    }

    LedgerMetrics(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
        for (TransactionState state : TransactionState.values()) {
            Gauge.builder("order.pipeline.transactions", this, ledger -> ledger.count(state))
                    .description("Payment transactions in this instance's ledger, by state.")
                    .tag("state", label(state))
                    .register(meters);
        }
        age("pending", "the oldest pending transaction was captured", Standing::oldestPending);
        age(
                "untracked",
                "the oldest untracked transaction missed its deadline",
                Standing::oldestUntracked);
    }

    private void age(String what, String since, Function<Standing, Optional<Instant>> oldest) {
        String name = "order.pipeline.transactions.oldest." + what + ".age";
        Gauge.builder(name, this, ledger -> ledger.ageSeconds(oldest))
                .description("Time since " + since + "; 0 when there is none.")
                .baseUnit("seconds")
                .register(meters);
    }

    private double count(TransactionState state) {
        return partitions.values().stream()
                .mapToLong(each -> each.counts().getOrDefault(state, 0L))
                .sum();
    }

    private double ageSeconds(Function<Standing, Optional<Instant>> oldest) {
        return partitions.values().stream()
                .flatMap(each -> oldest.apply(each).stream())
                .min(Instant::compareTo)
                .map(since -> Duration.between(since, clock.instant()).toMillis() / 1_000.0)
                .map(seconds -> Math.max(0, seconds))
                .orElse(0.0);
    }

    @Override
    public void standing(int partition, Standing standing) {
        partitions.put(partition, standing);
    }

    @Override
    public void gone(int partition) {
        partitions.remove(partition);
    }

    @Override
    public void moved(Transaction before, Transaction after) {
        if (before.state() == TransactionState.UNTRACKED) {
            meters.counter("order.pipeline.compensations", "outcome", label(after.state()))
                    .increment();
        }
        if (after.chase().compensations() > 0 && after.state().isSettled()) {
            recovered(after);
        }
    }

    private void recovered(Transaction after) {
        after.facts()
                .capture()
                .ifPresent(
                        capture ->
                                Timer.builder("order.pipeline.recovery")
                                        .description(
                                                "From the capture of a compensated transaction to"
                                                        + " where its money belongs.")
                                        .tag("outcome", label(after.state()))
                                        .register(meters)
                                        .record(Duration.between(capture.at(), after.enteredAt())));
    }

    private static String label(TransactionState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
