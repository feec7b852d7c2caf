package io.orderpipeline.sim.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.compensation.Compensation;
import io.orderpipeline.schema.compensation.SettlePayment;
import io.orderpipeline.schema.event.OrderCancelled;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.event.RefundRequested;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.schema.refund.RefundReason;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.schema.transaction.PaymentRefunded;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.sim.client.Sighting.What;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SightingTest {

    private static final Money AMOUNT = new Money(1_999L, "EUR");

    @Test
    void the_cause_of_a_confirmed_payment_says_whether_it_was_tracked_or_recovered() {
        PaymentConfirmed confirmed = new PaymentConfirmed("t-1", AMOUNT);

        assertThat(Sighting.of(event("order.command", confirmed)))
                .contains(new Sighting("o-1", "t-1", What.TRACKED));
        assertThat(Sighting.of(event("order.compensation", confirmed)))
                .contains(new Sighting("o-1", "t-1", What.RECOVERED));
    }

    @Test
    void a_refund_counts_when_the_journal_shows_it_and_not_when_it_is_asked_for() {
        RefundRequested asked = new RefundRequested("t-1", AMOUNT, RefundReason.ORDER_NOT_FOUND);

        assertThat(Sighting.of(event("order.compensation", asked))).isEmpty();
        assertThat(Sighting.of(journaled(new PaymentRefunded(AMOUNT, "rfd-t-1"))))
                .contains(new Sighting("o-1", "t-1", What.REFUNDED));
    }

    @Test
    void a_compensation_is_seen_and_other_records_say_nothing() {
        Compensation issued =
                new Compensation("cmp-t-1", "o-1", "t-1", Instant.EPOCH, new SettlePayment(AMOUNT));

        assertThat(Sighting.of(issued)).isEqualTo(new Sighting("o-1", "t-1", What.COMPENSATED));
        assertThat(Sighting.of(journaled(new PaymentCaptured(AMOUNT, "eu-west")))).isEmpty();
        assertThat(Sighting.of(event("order.command", new OrderCancelled("x")))).isEmpty();
    }

    @Test
    void what_comes_of_a_compensation_is_no_outcome_of_a_command() {
        PaymentConfirmed confirmed = new PaymentConfirmed("t-1", AMOUNT);

        assertThat(OutcomeDecoder.event(event("order.compensation", confirmed))).isEmpty();
        assertThat(OutcomeDecoder.event(event("order.command", confirmed))).isPresent();
        assertThat(OutcomeDecoder.rejection(rejection("order.compensation"))).isEmpty();
        assertThat(OutcomeDecoder.rejection(rejection("order.command"))).isPresent();
    }

    private static OrderEvent event(String topic, Object payload) {
        Cause cause = new Cause(topic, 0, 7L);
        return new OrderEvent("o-1", 2L, 2L, "c-1", 0L, cause, Instant.EPOCH, payload);
    }

    private static OrderRejection rejection(String topic) {
        return new OrderRejection(
                "o-1",
                "c-1",
                0L,
                2L,
                RejectionReason.PAYMENT_ALREADY_APPLIED,
                "",
                2L,
                new Cause(topic, 0, 7L),
                Instant.EPOCH,
                null);
    }

    private static PaymentTransaction journaled(Object payload) {
        return new PaymentTransaction("t-1", "o-1", Instant.EPOCH, payload);
    }
}
