package io.orderpipeline.sim.traffic;

import static io.orderpipeline.sim.traffic.SentKind.CAPTURE;
import static io.orderpipeline.sim.traffic.SentKind.ORIGINAL;
import static io.orderpipeline.sim.traffic.SentKind.RESUBMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.sim.traffic.Content.Capture.Confirmation;
import io.orderpipeline.sim.traffic.Content.Capture.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentTrafficTest {

    private static final int ORDERS = 3_000;

    private final Traffic traffic = traffic(42, ORDERS);
    private final Incident incident = incident(traffic);

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "5, 3", "42, 10", "-9, 400", "42, 3000", "43, 20000"})
    void the_plans_hold_what_the_incident_says(long seed, int orders) {
        Traffic all = traffic(seed, orders);
        Incident says = incident(all);
        List<Content.Capture> captures = captures(plans(all)).toList();

        assertThat(captures).hasSize(says.captured());
        assertThat(captures.stream().filter(IncidentTrafficTest::dropped)).hasSize(says.dropped());
        assertThat(plans(all).stream().filter(IncidentTrafficTest::crossRegion))
                .hasSize(says.crossRegion());
        assertThat(plans(all).stream().filter(plan -> resubmits(plan) && affected(plan, says)))
                .hasSize(says.resubmitted());
        assertThat(all.afterwards()).hasSize(says.lateOriginals());
    }

    @Test
    void exactly_the_dropped_captures_are_untracked_and_all_of_them_cross_region() {
        for (Plan plan : plans(traffic)) {
            List<Content.Capture> dropped =
                    captures(List.of(plan)).filter(IncidentTrafficTest::dropped).toList();
            assertThat(dropped).hasSize(affected(plan, incident) ? 1 : 0);
            assertThat(captures(List.of(plan)))
                    .allMatch(capture -> dropped(capture) == (capture.end() != End.TRACKED));
            if (!dropped.isEmpty()) {
                assertThat(crossRegion(plan)).isTrue();
            }
        }
    }

    @Test
    void an_order_that_waits_is_paid_by_the_compensation() {
        for (Plan plan : plans(Lot.WAITS)) {
            assertThat(steps(plan)).containsExactly("event:OrderPlaced", "DROPPED:RECOVERED");
            assertThat(plan.end()).contains(new Plan.End(OrderStatus.PAID, 2));
            assertThat(payment(plan, 0).getAmount()).isEqualTo(placed(plan).getTotal());
        }
    }

    @Test
    void an_order_that_never_arrived_is_a_capture_and_nothing_else() {
        for (Plan plan : plans(Lot.NEVER_ARRIVED)) {
            assertThat(plan.records()).hasSize(1);
            assertThat(steps(plan)).containsExactly("DROPPED:REFUNDED");
            assertThat(plan.end()).isEmpty();
            assertThat(plan.commands()).isZero();
        }
    }

    @Test
    void an_order_paid_twice_is_fulfilled_and_its_second_capture_is_refunded() {
        for (Plan plan : plans(Lot.PAID_TWICE)) {
            assertThat(steps(plan))
                    .containsExactly(
                            "event:OrderPlaced",
                            "SENT:TRACKED",
                            "event:PaymentConfirmed",
                            "DROPPED:REFUNDED",
                            "event:OrderFulfilled");
            assertThat(plan.end()).contains(new Plan.End(OrderStatus.FULFILLED, 4));
            assertThat(captures(List.of(plan)).map(each -> each.transaction().getTransactionId()))
                    .containsExactly(first(plan), first(plan) + "-b");
            assertThat(payment(plan, 0).getRegion()).isEqualTo(placed(plan).getRegion());
            assertThat(payment(plan, 1).getAmount()).isEqualTo(placed(plan).getTotal());
        }
    }

    @Test
    void a_cancelled_order_is_captured_before_or_after_and_refunded() {
        Set<List<String>> seen = new HashSet<>();
        for (Plan plan : plans(Lot.CANCELLED)) {
            seen.add(steps(plan));
            assertThat(plan.end()).contains(new Plan.End(OrderStatus.CANCELLED, 3));
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        List.of("event:OrderPlaced", "DROPPED:REFUNDED", "event:OrderCancelled"),
                        List.of("event:OrderPlaced", "event:OrderCancelled", "DROPPED:REFUNDED"));
    }

    @Test
    void a_wrong_amount_or_currency_is_refunded_and_leaves_the_order_placed() {
        Set<Boolean> otherCurrency = new HashSet<>();
        for (Plan plan : plans(Lot.WRONG_AMOUNT)) {
            Money total = placed(plan).getTotal();
            Money captured = payment(plan, 0).getAmount();
            otherCurrency.add(!captured.getCurrency().equals(total.getCurrency()));

            assertThat(steps(plan)).containsExactly("event:OrderPlaced", "DROPPED:REFUNDED");
            assertThat(captured).isNotEqualTo(total);
            assertThat(plan.end()).contains(new Plan.End(OrderStatus.PLACED, 2));
        }
        assertThat(otherCurrency).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void after_a_dropped_capture_no_new_command_expects_a_version() {
        for (Plan plan : plans(traffic)) {
            boolean after = false;
            for (PlannedRecord record : plan.records()) {
                after |= record.capture().filter(IncidentTrafficTest::dropped).isPresent();
                if (after && record.kind() == ORIGINAL) {
                    assertThat(record.command().getExpectedVersion()).isEmpty();
                }
            }
        }
    }

    @Test
    void affected_customers_do_nothing_wrong_but_resubmit_each_command_four_times() {
        for (Plan plan : plans(traffic)) {
            if (affected(plan, incident)) {
                assertThat(plan.records())
                        .extracting(PlannedRecord::kind)
                        .isSubsetOf(ORIGINAL, CAPTURE, RESUBMIT);
                if (resubmits(plan)) {
                    assertThat(count(plan, RESUBMIT)).isEqualTo(4 * count(plan, ORIGINAL));
                }
            }
        }
    }

    @Test
    void the_other_orders_live_as_ever_and_some_are_resubmitted_three_times() {
        Traffic all = traffic(42, 20_000);
        List<Plan> others =
                plans(all).stream().filter(plan -> lot(plan, incident(all)) == Lot.HOME).toList();

        assertThat(others.stream().filter(IncidentTrafficTest::resubmits).count() / 5_917.0)
                .isBetween(0.17, 0.23);
        assertThat(others.stream().flatMap(plan -> plan.records().stream()))
                .extracting(PlannedRecord::kind)
                .contains(
                        SentKind.STALE,
                        SentKind.EARLY,
                        SentKind.INVALID,
                        SentKind.REUSED_ID,
                        SentKind.LATE);
    }

    @Test
    void every_payment_that_is_accepted_was_captured_before() {
        Set<String> captured = new HashSet<>();
        for (Traffic.Sending sending : traffic) {
            PlannedRecord record = sending.record();
            record.capture().ifPresent(capture -> assertThat(captured.add(record.id())).isTrue());
            if (record.outcome().filter(OrderModel.PAYMENT_CONFIRMED::equals).isPresent()) {
                ConfirmPayment payment = (ConfirmPayment) record.command().getPayload();
                assertThat(captured).contains(payment.getTransactionId());
            }
        }
    }

    @Test
    void a_late_original_finds_everything_settled() {
        long end = 0;
        for (Traffic.Sending sending : traffic) {
            end = sending.record().atMs();
        }
        Set<Lot> lots = new HashSet<>();
        for (Traffic.Sending sending : traffic.afterwards()) {
            PlannedRecord late = sending.record();
            OrderCommand command = late.command();
            Lot lot = lot(sending.plan(), incident);
            lots.add(lot);

            assertThat(late.kind().id()).isEqualTo("late-original");
            assertThat(late.atMs()).isGreaterThan(end);
            assertThat(command.getCommandId()).isEqualTo("c-" + tag(sending.plan()) + "-late");
            assertThat(command.getExpectedVersion()).isEmpty();
            assertThat(late.expected().text())
                    .isEqualTo(
                            switch (lot) {
                                case WAITS -> "rejection:PAYMENT_ALREADY_APPLIED";
                                case NEVER_ARRIVED -> "rejection:ORDER_NOT_FOUND";
                                default -> "rejection:PAYMENT_REFUNDED";
                            });
            assertThat(sending.plan().records()).hasSize(1);
            assertThat(sending.plan().end()).isEmpty();
        }
        assertThat(lots).hasSize(5).allMatch(Lot::affected);
    }

    @Test
    void late_originals_come_in_the_order_of_simulated_time() {
        assertThat(traffic.afterwards()).extracting(sending -> sending.record().atMs()).isSorted();
    }

    @Test
    void a_late_original_says_what_was_captured() {
        Set<String> captured = new HashSet<>();
        captures(plans(traffic))
                .filter(IncidentTrafficTest::dropped)
                .map(Content.Capture::transaction)
                .forEach(
                        each ->
                                captured.add(
                                        each.getOrderId()
                                                + each.getTransactionId()
                                                + ((PaymentCaptured) each.getPayload())
                                                        .getAmount()));
        for (Traffic.Sending sending : traffic.afterwards()) {
            OrderCommand command = sending.record().command();
            ConfirmPayment payment = (ConfirmPayment) command.getPayload();
            assertThat(captured)
                    .contains(
                            command.getOrderId()
                                    + payment.getTransactionId()
                                    + payment.getAmount());
        }
    }

    @Test
    void nothing_comes_afterwards_in_the_other_scenarios() {
        for (Scenario scenario : List.of(Scenario.CALM, Scenario.MISCHIEF)) {
            Traffic other = new Traffic(TrafficOptions.of(scenario, 42, 100));
            assertThat(other.afterwards()).isEmpty();
            assertThat(other.incident()).isEmpty();
        }
    }

    @Test
    void the_same_seed_gives_the_same_bytes_and_another_seed_shares_no_id() {
        assertThat(Fingerprint.of(traffic)).isEqualTo(Fingerprint.of(traffic(42, ORDERS)));
        assertThat(Fingerprint.of(traffic.afterwards()))
                .isEqualTo(Fingerprint.of(traffic(42, ORDERS).afterwards()));

        Set<String> ids = ids(traffic);
        ids.retainAll(ids(traffic(43, ORDERS)));
        assertThat(ids).isEmpty();
    }

    /** Pinned, as in {@link TrafficTest}. */
    @Test
    void the_bytes_of_a_known_seed_do_not_change() {
        Traffic known = traffic(42, 300);
        assertThat(List.of(Fingerprint.of(known), Fingerprint.of(known.afterwards())))
                .containsExactly(
                        "7b8cb9d31465161c8564bd29f443e2ab", "b895143caf86f747fdf8b7cad945795f");
    }

    private static Traffic traffic(long seed, int orders) {
        return new Traffic(TrafficOptions.of(Scenario.INCIDENT, seed, orders));
    }

    private static Incident incident(Traffic traffic) {
        return traffic.incident().orElseThrow();
    }

    /** The plans of all orders, without poison. */
    private static List<Plan> plans(Traffic traffic) {
        return StreamSupport.stream(traffic.spliterator(), false)
                .filter(sending -> sending.index() == 0)
                .map(Traffic.Sending::plan)
                .filter(plan -> plan.records().get(0).kind() != SentKind.POISON)
                .toList();
    }

    private List<Plan> plans(Lot lot) {
        List<Plan> plans =
                plans(traffic).stream().filter(plan -> lot(plan, incident) == lot).toList();
        assertThat(plans).hasSize(incident.orders(lot)).isNotEmpty();
        return plans;
    }

    private static Lot lot(Plan plan, Incident incident) {
        return incident.lot(Long.parseLong(tag(plan).replaceFirst(".*-", "")));
    }

    private static boolean affected(Plan plan, Incident incident) {
        return lot(plan, incident).affected();
    }

    private static String tag(Plan plan) {
        return plan.orderId().substring(2);
    }

    private static String first(Plan plan) {
        return "t-" + tag(plan);
    }

    /** What becomes of all but the resubmits. */
    private static List<String> steps(Plan plan) {
        return plan.records().stream()
                .filter(record -> record.kind() != RESUBMIT)
                .map(
                        record ->
                                record.capture()
                                        .map(each -> each.confirmation() + ":" + each.end())
                                        .orElseGet(() -> record.expected().text()))
                .toList();
    }

    private static Stream<Content.Capture> captures(List<Plan> plans) {
        return plans.stream()
                .flatMap(plan -> plan.records().stream())
                .flatMap(record -> record.capture().stream());
    }

    private static PaymentCaptured payment(Plan plan, int index) {
        return (PaymentCaptured)
                captures(List.of(plan)).toList().get(index).transaction().getPayload();
    }

    private static boolean dropped(Content.Capture capture) {
        return capture.confirmation() == Confirmation.DROPPED;
    }

    /** Each region has its own currency: that tells the region of an order that never arrived. */
    private static boolean crossRegion(Plan plan) {
        return captures(List.of(plan))
                .map(capture -> (PaymentCaptured) capture.transaction().getPayload())
                .anyMatch(
                        payment ->
                                !payment.getRegion()
                                        .equals(
                                                placement(plan)
                                                        .map(PlaceOrder::getRegion)
                                                        .orElseGet(() -> regionOf(payment))));
    }

    private static String regionOf(PaymentCaptured payment) {
        return Arrays.stream(Region.values())
                .filter(region -> region.currency().equals(payment.getAmount().getCurrency()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static Optional<PlaceOrder> placement(Plan plan) {
        return plan.records().stream()
                .filter(
                        each ->
                                each.outcome()
                                        .filter(Outcome.event("OrderPlaced")::equals)
                                        .isPresent())
                .map(each -> (PlaceOrder) each.command().getPayload())
                .findFirst();
    }

    private static PlaceOrder placed(Plan plan) {
        return placement(plan).orElseThrow();
    }

    private static boolean resubmits(Plan plan) {
        return count(plan, RESUBMIT) > 0;
    }

    private static long count(Plan plan, SentKind kind) {
        return plan.records().stream().filter(record -> record.kind() == kind).count();
    }

    private static Set<String> ids(Traffic traffic) {
        Set<String> ids = new HashSet<>();
        List<Traffic.Sending> all = new ArrayList<>();
        traffic.forEach(all::add);
        traffic.afterwards().forEach(all::add);
        for (Traffic.Sending sending : all) {
            ids.add(sending.record().id());
            ids.add(sending.plan().orderId());
        }
        return ids;
    }
}
