package io.orderpipeline.pipeline;

import static io.orderpipeline.pipeline.TrackerDriver.ATTEMPTS;
import static io.orderpipeline.pipeline.TrackerDriver.BACKOFF;
import static io.orderpipeline.pipeline.TrackerDriver.DEADLINE;
import static io.orderpipeline.pipeline.TrackerDriver.NOON;
import static io.orderpipeline.pipeline.TrackerDriver.PATIENCE;
import static io.orderpipeline.pipeline.TrackerDriver.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.compensation.TransactionState;
import io.orderpipeline.schema.compensation.Compensation;
import io.orderpipeline.schema.compensation.SettlePayment;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.refund.RefundPayment;
import io.orderpipeline.schema.refund.RefundRequest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerTopologyTest {

    private static final Duration TICK = Duration.ofMillis(250);

    @TempDir private Path stateDirectory;
    private TrackerDriver tracker;

    @BeforeEach
    void start() {
        tracker = new TrackerDriver(stateDirectory);
    }

    @AfterEach
    void stop() {
        tracker.close();
    }

    @Test
    void the_topology_is_the_one_on_record() {
        GoldenFile.assertSame("tracker-topology.txt", Topologies.tracker().describe().toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_capture_that_an_original_confirmation_cites_is_tracked_in_either_order(boolean first) {
        if (first) {
            tracker.captured("o-1", "t-1", TOTAL);
            assertThat(state("t-1")).isEqualTo("PENDING");
            tracker.confirmed("o-1", "t-1", "order.command");
        } else {
            tracker.confirmed("o-1", "t-1", "order.command");
            assertThat(state("t-1")).isEqualTo("CITED");
            tracker.captured("o-1", "t-1", TOTAL);
        }

        assertThat(state("t-1")).isEqualTo("TRACKED");
        letDeadlinePass();
        assertThat(tracker.compensations()).isEmpty();
        assertThat(state("t-1")).isEqualTo("TRACKED");
    }

    @Test
    void a_capture_that_nobody_cites_is_compensated_once_the_decider_is_past_its_deadline() {
        tracker.captured("o-1", "t-1", TOTAL);

        letDeadlinePass();

        assertThat(tracker.compensations())
                .containsExactly(
                        new Compensation(
                                "cmp-t-1",
                                "o-1",
                                "t-1",
                                NOON.plus(DEADLINE),
                                new SettlePayment(TOTAL)));
        LedgerRow row = row("t-1");
        assertThat(row.getState().name()).isEqualTo("UNTRACKED");
        assertThat(row.getEnteredAt()).isEqualTo(NOON.plus(DEADLINE));
        assertThat(row.getCompensations()).isEqualTo(1);
        assertThat(row.getDueAt()).contains(tracker.now().plus(BACKOFF));
    }

    @Test
    void a_deadline_does_not_pass_while_the_decider_is_behind() {
        tracker.captured("o-1", "t-1", TOTAL);
        tracker.placed("o-9");
        tracker.pass(DEADLINE.plusSeconds(1));

        assertThat(tracker.compensations()).isEmpty();
        tracker.confirmed("o-1", "t-1", "order.command");
        tracker.pass(TICK);
        assertThat(tracker.compensations()).isEmpty();
        assertThat(state("t-1")).isEqualTo("TRACKED");
    }

    @Test
    void what_compensations_cause_says_nothing_about_what_clients_sent() {
        tracker.captured("o-1", "t-1", TOTAL);
        tracker.pass(DEADLINE.minusSeconds(15));
        tracker.placed("o-9");
        tracker.pass(TICK);
        tracker.pass(PATIENCE.minusSeconds(2));

        tracker.refundRequested("o-8", "t-8");
        tracker.pass(TICK);

        assertThat(tracker.now()).as("by the clock it has passed").isAfter(NOON.plus(DEADLINE));
        assertThat(tracker.compensations()).isEmpty();
    }

    @Test
    void a_decider_that_has_been_silent_for_long_may_have_nothing_to_say() {
        tracker.captured("o-1", "t-1", TOTAL);
        tracker.pass(TICK);

        tracker.pass(DEADLINE.plus(PATIENCE).minusSeconds(1));
        assertThat(tracker.compensations()).isEmpty();
        tracker.pass(Duration.ofSeconds(1));
        assertThat(tracker.compensations()).hasSize(1);
    }

    @Test
    void a_compensation_is_repeated_with_growing_pauses_and_then_escalated() {
        tracker.captured("o-1", "t-1", TOTAL);
        letDeadlinePass();
        assertThat(tracker.compensations()).hasSize(1);

        tracker.pass(BACKOFF);
        assertThat(tracker.compensations()).as("second").hasSize(1);
        tracker.pass(BACKOFF);
        assertThat(tracker.compensations()).as("pause doubles").isEmpty();
        tracker.pass(BACKOFF);
        assertThat(tracker.compensations()).as("third").hasSize(1);
        tracker.pass(BACKOFF.multipliedBy(4));

        assertThat(tracker.compensations()).isEmpty();
        LedgerRow row = row("t-1");
        assertThat(row.getState().name()).isEqualTo("ESCALATED");
        assertThat(row.getEscalation()).contains("no outcome after 3 compensations");
        assertThat(row.getCompensations()).isEqualTo(ATTEMPTS);
        assertThat(row.getDueAt()).isEmpty();
    }

    @Test
    void an_escalated_transaction_closes_itself_when_the_outcome_comes_after_all() {
        escalate("t-1");

        tracker.confirmed("o-1", "t-1", "order.compensation");

        assertThat(state("t-1")).isEqualTo("RECOVERED");
        assertThat(row("t-1").getEscalation()).isEmpty();
    }

    @Test
    void a_late_original_settles_as_well_as_a_compensation() {
        tracker.captured("o-1", "t-1", TOTAL);
        letDeadlinePass();

        tracker.confirmed("o-1", "t-1", "order.command");

        assertThat(state("t-1")).isEqualTo("TRACKED");
        assertThat(tracker.heard.moves)
                .containsExactly("PENDING -> UNTRACKED", "UNTRACKED -> TRACKED");
    }

    @Test
    void a_refund_is_requested_by_the_event_that_orders_it_until_the_journal_shows_it() {
        tracker.captured("o-1", "t-1", TOTAL);
        letDeadlinePass();
        tracker.refundRequested("o-1", "t-1");

        assertThat(tracker.refundRequests())
                .singleElement()
                .satisfies(
                        request -> {
                            assertThat(request.getRefundId()).isEqualTo("rfd-t-1");
                            assertThat(request.getOrderId()).isEqualTo("o-1");
                            assertThat(request.getCause().getTopic()).isEqualTo("order.event");
                            assertThat(request.getRequestedAt()).isEqualTo(tracker.now());
                            assertThat(request.getPayload())
                                    .isEqualTo(new RefundPayment(TOTAL, "ORDER_NOT_FOUND"));
                        });
        tracker.pass(BACKOFF);
        assertThat(tracker.refundRequests())
                .as("the gateway is silent: asked again")
                .extracting(RefundRequest::getRefundId)
                .containsExactly("rfd-t-1");
        tracker.refunded("o-1", "t-1");
        tracker.refunded("o-1", "t-1");
        tracker.pass(Duration.ofHours(1));

        assertThat(tracker.refundRequests()).isEmpty();
        assertThat(row("t-1").getState().name()).isEqualTo("REFUNDED");
        assertThat(row("t-1").getRefundRequests()).isEqualTo(2);
    }

    @Test
    void a_gateway_that_stays_silent_is_escalated_and_may_still_answer() {
        tracker.captured("o-1", "t-1", TOTAL);
        tracker.refundRequested("o-1", "t-1");
        tracker.pass(Duration.ofHours(1));
        tracker.pass(Duration.ofHours(1));
        tracker.pass(Duration.ofHours(1));
        assertThat(row("t-1").getEscalation())
                .contains("the gateway journaled no refund after 3 requests");

        tracker.refunded("o-1", "t-1");

        assertThat(state("t-1")).isEqualTo("REFUNDED");
    }

    @Test
    void an_order_that_cites_what_the_journal_never_shows_is_escalated_until_it_does() {
        tracker.confirmed("o-1", "t-1", "order.command");
        letDeadlinePass();

        assertThat(row("t-1").getEscalation())
                .contains("its order cites it as payment, but the journal shows no capture");
        assertThat(tracker.compensations()).isEmpty();
        tracker.captured("o-1", "t-1", TOTAL);
        assertThat(state("t-1")).isEqualTo("TRACKED");
    }

    @Test
    void what_contradicts_itself_is_a_matter_for_a_person() {
        tracker.captured("o-1", "t-1", TOTAL);
        tracker.captured("o-1", "t-1", new Money(1L, "EUR"));
        assertThat(row("t-1").getEscalation().orElseThrow())
                .contains("a capture of 1 minor units of EUR after one of 4000");

        tracker.confirmed("o-2", "t-2", "order.command");
        tracker.captured("o-2", "t-2", new Money(1L, "EUR"));
        assertThat(tracker.row("o-2", "t-2").getEscalation().orElseThrow())
                .contains("the journal shows 1 minor units of EUR")
                .contains("order.event");

        tracker.captured("o-3", "t-3", TOTAL);
        tracker.confirmed("o-3", "t-3", "order.command");
        tracker.refunded("o-3", "t-3");
        assertThat(tracker.row("o-3", "t-3").getEscalation())
                .contains("it paid the order and was refunded as well");
    }

    @Test
    void a_refund_that_was_never_captured_is_a_matter_for_a_person() {
        tracker.refunded("o-1", "t-1");

        assertThat(row("t-1").getEscalation())
                .contains("the journal shows a refund before any capture");
    }

    @Test
    void an_operator_has_what_an_order_cites_or_a_gateway_ignores_tried_again() {
        tracker.confirmed("o-1", "t-1", "order.command");
        letDeadlinePass();
        tracker.retried("o-1", "t-1");
        assertThat(state("t-1")).isEqualTo("CITED");
        letDeadlinePass();
        assertThat(state("t-1")).isEqualTo("ESCALATED");

        tracker.captured("o-2", "t-2", TOTAL);
        tracker.refundRequested("o-2", "t-2");
        for (int i = 0; i < ATTEMPTS; i++) {
            tracker.pass(Duration.ofMinutes(5));
        }
        tracker.refundRequests();
        tracker.retried("o-2", "t-2");
        assertThat(tracker.row("o-2", "t-2").getState().name()).isEqualTo("REFUND_REQUESTED");
        assertThat(tracker.refundRequests()).hasSize(1);
    }

    @Test
    void a_resolved_transaction_that_pays_its_order_after_all_goes_back_to_a_person() {
        escalate("t-1");
        tracker.resolved("o-1", "t-1");

        tracker.confirmed("o-1", "t-1", "order.compensation");

        assertThat(row("t-1").getEscalation())
                .contains("an operator resolved it, and then it paid its order after all");
    }

    @Test
    void an_operator_has_an_escalated_transaction_tried_again() {
        escalate("t-1");
        tracker.compensations();

        tracker.retried("o-1", "t-1");

        assertThat(tracker.compensations()).hasSize(1);
        assertThat(state("t-1")).isEqualTo("UNTRACKED");
        assertThat(row("t-1").getAction().orElseThrow().getOperator()).isEqualTo("alice");
    }

    @Test
    void an_operator_closes_an_escalated_transaction_and_nothing_follows() {
        escalate("t-1");
        tracker.resolved("o-1", "t-1");
        assertThat(state("t-1")).isEqualTo("RESOLVED");

        tracker.refundRequested("o-1", "t-1");
        tracker.pass(Duration.ofHours(1));

        assertThat(state("t-1")).isEqualTo("RESOLVED");
        assertThat(tracker.refundRequests()).isEmpty();
    }

    @Test
    void an_operator_can_do_nothing_about_what_is_not_escalated() {
        tracker.captured("o-1", "t-1", TOTAL);
        tracker.resolved("o-1", "t-1");
        tracker.retried("o-1", "t-1");
        tracker.resolved("o-1", "t-unknown");

        assertThat(state("t-1")).isEqualTo("PENDING");
        assertThat(row("t-1").getAction()).isEmpty();
        assertThat(tracker.find("o-1", "t-unknown")).isEmpty();
        assertThat(tracker.compensations()).isEmpty();
    }

    @Test
    void many_deadlines_are_handled_in_bounded_batches() {
        for (int i = 0; i < 1_200; i++) {
            tracker.captured("o-" + i, "t-" + i, TOTAL);
        }
        tracker.pass(DEADLINE);
        tracker.placed("o-0");

        tracker.pass(TICK);
        assertThat(tracker.compensations()).hasSize(500);
        tracker.pass(TICK);
        tracker.pass(TICK);
        assertThat(tracker.compensations()).hasSize(700);
    }

    @Test
    void the_watch_hears_how_the_ledger_stands() {
        tracker.captured("o-1", "t-1", TOTAL);
        tracker.captured("o-2", "t-2", TOTAL);
        tracker.confirmed("o-2", "t-2", "order.command");
        tracker.pass(TICK);
        assertThat(tracker.heard.count(TransactionState.PENDING)).isEqualTo(1);
        assertThat(tracker.heard.count(TransactionState.TRACKED)).isEqualTo(1);
        assertThat(tracker.heard.last().oldestPending()).contains(NOON);
        assertThat(tracker.heard.last().oldestUntracked()).isEmpty();

        letDeadlinePass();
        tracker.pass(TICK);
        assertThat(tracker.heard.count(TransactionState.PENDING)).isZero();
        assertThat(tracker.heard.last().oldestPending()).isEmpty();
        assertThat(tracker.heard.last().oldestUntracked()).contains(NOON.plus(DEADLINE));
    }

    private void escalate(String transactionId) {
        tracker.captured("o-1", transactionId, TOTAL);
        letDeadlinePass();
        for (int i = 0; i < ATTEMPTS; i++) {
            tracker.pass(Duration.ofMinutes(5));
        }
        assertThat(state(transactionId)).isEqualTo("ESCALATED");
    }

    /** The decider gets past the deadline of all that has been captured until now. */
    private void letDeadlinePass() {
        tracker.pass(DEADLINE);
        tracker.placed("o-9");
        tracker.pass(TICK);
    }

    private LedgerRow row(String transactionId) {
        return tracker.row("o-1", transactionId);
    }

    private String state(String transactionId) {
        return row(transactionId).getState().name();
    }
}
