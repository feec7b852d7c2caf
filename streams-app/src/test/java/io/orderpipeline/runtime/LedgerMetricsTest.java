package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderpipeline.order.Cause;
import io.orderpipeline.order.Money;
import io.orderpipeline.order.compensation.Capture;
import io.orderpipeline.order.compensation.ChasePolicy;
import io.orderpipeline.order.compensation.Citation;
import io.orderpipeline.order.compensation.Observation;
import io.orderpipeline.order.compensation.Reconciler;
import io.orderpipeline.order.compensation.Transaction;
import io.orderpipeline.order.compensation.TransactionState;
import io.orderpipeline.pipeline.LedgerWatch.Standing;
import io.orderpipeline.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LedgerMetricsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LedgerMetrics metrics = new LedgerMetrics(meters, InstantSource.fixed(NOON));

    @Test
    void states_are_summed_over_partitions_and_ages_are_those_of_the_oldest() {
        metrics.standing(0, standing(2, NOON.minusSeconds(10)));
        metrics.standing(1, standing(3, NOON.minusSeconds(30)));

        assertThat(transactions("pending")).isEqualTo(5);
        assertThat(transactions("escalated")).isZero();
        assertThat(age("pending")).isEqualTo(30);
        assertThat(age("untracked")).isZero();

        metrics.gone(1);
        assertThat(transactions("pending")).isEqualTo(2);
        assertThat(age("pending")).isEqualTo(10);
    }

    @Test
    void compensations_are_counted_by_outcome_and_recovery_is_timed_from_the_capture() {
        Reconciler reconciler =
                new Reconciler(new ChasePolicy(Duration.ofSeconds(60), Duration.ofSeconds(5), 3));
        Money amount = new Money(4_000, "EUR");
        Capture capture = new Capture(amount, "eu-west", NOON);
        Transaction pending =
                reconciler.first("o-1", "t-1", new Observation.Captured(capture)).transaction();
        Transaction untracked = reconciler.due(pending, NOON.plusSeconds(60)).transaction();
        Citation citation =
                new Citation(
                        new Cause("order.event", 0, 7),
                        Citation.COMPENSATION_TOPIC,
                        amount,
                        NOON.plusSeconds(61));
        Transaction recovered =
                reconciler.observe(untracked, new Observation.Paid(citation)).transaction();

        metrics.moved(pending, untracked);
        metrics.moved(untracked, recovered);

        assertThat(
                        meters.get("order.pipeline.compensations")
                                .tag("outcome", "recovered")
                                .counter()
                                .count())
                .isEqualTo(1);
        assertThat(
                        meters.get("order.pipeline.recovery")
                                .tag("outcome", "recovered")
                                .timer()
                                .totalTime(TimeUnit.SECONDS))
                .isEqualTo(61);
    }

    @Test
    void a_citation_tells_a_compensation_by_the_topic_that_compensations_go_to() {
        assertThat(Citation.COMPENSATION_TOPIC).isEqualTo(Topics.ORDER_COMPENSATION.name());
    }

    private static Standing standing(long pending, Instant oldest) {
        return new Standing(
                Map.of(TransactionState.PENDING, pending), Optional.of(oldest), Optional.empty());
    }

    private double transactions(String state) {
        return meters.get("order.pipeline.transactions").tag("state", state).gauge().value();
    }

    private double age(String what) {
        return meters.get("order.pipeline.transactions.oldest." + what + ".age").gauge().value();
    }
}
