package io.orderpipeline.sim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.sim.traffic.Outcome;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SettlementTest {

    private final Settlement settlement = new Settlement();

    @Test
    void an_outcome_settles_the_record_at_its_place() {
        settlement.acknowledged(1, 10, ms(100));
        settlement.acknowledged(2, 10, ms(100));
        settlement.ended(1, 10, Outcome.event("OrderPlaced"), ms(130));

        assertThat(settlement.snapshot().accepted()).isEqualTo(1);
        assertThat(settlement.snapshot().settled()).isEqualTo(1);
        assertThat(settlement.snapshot().unsettled()).isEqualTo(1);
        assertThat(settlement.snapshot().latency().p50()).isCloseTo(30, within(0.1));
    }

    @Test
    void an_outcome_may_be_read_before_the_acknowledgement_is_heard() {
        settlement.ended(1, 10, Outcome.event("OrderPlaced"), ms(130));
        settlement.acknowledged(1, 10, ms(100));

        assertThat(settlement.snapshot().accepted()).isEqualTo(1);
        assertThat(settlement.snapshot().latency().max()).isCloseTo(30, within(0.1));
    }

    @Test
    void latency_is_that_of_events_alone() {
        settlement.acknowledged(0, 1, ms(0));
        settlement.acknowledged(0, 2, ms(0));
        settlement.acknowledged(0, 3, ms(0));
        settlement.ended(0, 1, Outcome.event("OrderPlaced"), ms(10));
        settlement.ended(0, 2, Outcome.DUPLICATE, ms(500));
        settlement.ended(0, 3, Outcome.DEAD_LETTER, ms(900));

        assertThat(settlement.snapshot().deadLettered()).isEqualTo(1);
        assertThat(settlement.snapshot().latency().max()).isCloseTo(10, within(0.1));
    }

    @Test
    void duplicates_do_not_count_as_rejected() {
        settlement.acknowledged(0, 1, 0);
        settlement.acknowledged(0, 2, 0);
        settlement.ended(0, 1, Outcome.DUPLICATE, 1);
        settlement.ended(0, 2, Outcome.rejection(RejectionReason.NOT_PAID), 1);

        assertThat(settlement.snapshot().duplicates()).isEqualTo(1);
        assertThat(settlement.snapshot().rejected()).isEqualTo(1);
    }

    @Test
    void a_second_outcome_of_a_record_is_not_counted_again() {
        settlement.acknowledged(0, 1, 0);
        settlement.ended(0, 1, Outcome.DUPLICATE, 1);
        settlement.ended(0, 1, Outcome.DUPLICATE, 1);

        assertThat(settlement.snapshot().settled()).isEqualTo(1);
        assertThat(settlement.snapshot().unsettled()).isZero();
    }

    @Test
    void throughput_is_what_settled_from_the_first_sending_to_the_last_outcome_of_any_kind() {
        settlement.acknowledged(0, 3, ms(0)); // never settles, so it says nothing
        settlement.acknowledged(0, 2, ms(1_200));
        settlement.acknowledged(0, 1, ms(1_000));
        settlement.ended(0, 2, Outcome.DEAD_LETTER, ms(1_500));
        settlement.ended(0, 1, Outcome.event("OrderPlaced"), ms(1_400));

        assertThat(settlement.snapshot().settledPerSecond()).isCloseTo(4, within(0.01));
    }

    @Test
    void nothing_settled_is_no_throughput() {
        settlement.acknowledged(0, 1, ms(100));

        assertThat(settlement.snapshot().settledPerSecond()).isZero();
    }

    @Test
    void outcomes_of_other_clients_settle_nothing_here() {
        settlement.ended(0, 1, Outcome.DUPLICATE, 1);

        assertThat(settlement.snapshot().settled()).isZero();
    }

    private static long ms(long milliseconds) {
        return TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }
}
