package io.orderpipeline.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Captures in the traffic of every day: the incident has a test of its own. */
class CaptureTest {

    private static final Mischief OFTEN = new Mischief(0.5, 2, 0.3, 0.3, 0.3, 0.3, 0.5, 8);

    @Test
    void a_transaction_is_captured_before_anything_confirms_it_unless_the_order_is_closed() {
        Set<String> captured = new HashSet<>();
        for (Traffic.Sending sending : traffic(OFTEN)) {
            PlannedRecord record = sending.record();
            if (record.capture().isPresent()) {
                assertThat(captured.add(record.id())).as("captured once").isTrue();
            } else if (record.command().getPayload() instanceof ConfirmPayment payment
                    && !record.expected().text().equals("rejection:COMMAND_ID_REUSED")
                    && !record.expected().text().equals("rejection:ORDER_CANCELLED")
                    && record.kind() != SentKind.RESUBMIT) {
                assertThat(captured).contains(payment.getTransactionId());
            }
        }
        assertThat(captured).hasSizeGreaterThan(500);
    }

    @Test
    void each_order_that_is_paid_has_one_capture_of_its_total_in_its_region() {
        Map<String, PlaceOrder> placed = new HashMap<>();
        Map<String, Content.Capture> captures = new HashMap<>();
        Set<String> paid = new HashSet<>();
        for (Traffic.Sending sending : traffic(OFTEN)) {
            PlannedRecord record = sending.record();
            String order = sending.plan().orderId();
            record.capture().ifPresent(capture -> captures.put(order, capture));
            if (record.outcome().filter(Outcome.event("OrderPlaced")::equals).isPresent()) {
                placed.put(order, (PlaceOrder) record.command().getPayload());
            }
            if (record.outcome().filter(Outcome.event("PaymentConfirmed")::equals).isPresent()) {
                paid.add(order);
            }
        }

        assertThat(captures.keySet()).isEqualTo(paid);
        captures.forEach(
                (order, capture) -> {
                    PlaceOrder place = Objects.requireNonNull(placed.get(order));
                    assertThat(capture.transaction().getOrderId()).isEqualTo(order);
                    assertThat(capture.transaction().getPayload())
                            .isEqualTo(new PaymentCaptured(place.getTotal(), place.getRegion()));
                    assertThat(capture.confirmation()).isEqualTo(Content.Capture.Confirmation.SENT);
                    assertThat(capture.end()).isEqualTo(Content.Capture.End.TRACKED);
                });
    }

    @Test
    void an_order_hears_of_its_payment_soon_whatever_its_clients_get_wrong() {
        for (Plan plan : plans(traffic(OFTEN))) {
            long captureMs = Long.MAX_VALUE;
            for (PlannedRecord record : plan.records()) {
                captureMs = record.capture().isPresent() ? record.atMs() : captureMs;
                if (record.outcome()
                        .filter(Outcome.event("PaymentConfirmed")::equals)
                        .isPresent()) {
                    assertThat(record.atMs() - captureMs).isBetween(1L, 1_000L);
                }
            }
        }
    }

    @Test
    void a_capture_is_no_command_and_counts_as_none() {
        for (Plan plan : plans(traffic(OFTEN))) {
            List<PlannedRecord> captures =
                    plan.records().stream().filter(r -> r.kind() == SentKind.CAPTURE).toList();
            assertThat(plan.commands() + captures.size()).isEqualTo(plan.records().size());
            for (PlannedRecord capture : captures) {
                assertThat(capture.type()).isEqualTo("PaymentCaptured");
                assertThat(capture.id()).isEqualTo("t-" + plan.orderId().substring(2));
                assertThatThrownBy(capture::expected).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    private static Traffic traffic(Mischief mischief) {
        return new Traffic(new TrafficOptions(11, 1_000, mischief));
    }

    private static List<Plan> plans(Traffic traffic) {
        return StreamSupport.stream(traffic.spliterator(), false)
                .filter(sending -> sending.index() == 0)
                .map(Traffic.Sending::plan)
                .toList();
    }
}
