package io.orderpipeline.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.state.OrderStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final Mischief MISCHIEF = Scenario.MISCHIEF.mischief();

    @Test
    void the_same_seed_and_options_give_the_same_bytes() {
        assertThat(Fingerprint.of(traffic(42, 300))).isEqualTo(Fingerprint.of(traffic(42, 300)));
    }

    /** Pinned: another machine, another Java or a careless change must not alter the traffic. */
    @Test
    void the_bytes_of_a_known_seed_do_not_change() {
        assertThat(Fingerprint.of(traffic(42, 300))).isEqualTo("1561983be2423ac276dc4227729689a6");
    }

    @Test
    void another_seed_gives_other_traffic_and_no_common_ids() {
        assertThat(Fingerprint.of(traffic(42, 50))).isNotEqualTo(Fingerprint.of(traffic(43, 50)));

        Set<String> ids = new HashSet<>(commandIds(42));
        ids.retainAll(commandIds(43));
        assertThat(ids).isEmpty();
    }

    @Test
    void iterating_twice_gives_the_same_records() {
        Traffic traffic = traffic(42, 100);

        assertThat(records(traffic)).isEqualTo(records(traffic));
        assertThat(traffic.size()).isEqualTo(records(traffic).size());
    }

    @Test
    void the_records_of_an_order_come_in_the_order_of_its_plan_and_completely() {
        Map<String, Integer> next = new HashMap<>();
        for (Traffic.Sending sending : traffic(42, 500)) {
            String orderId = sending.plan().orderId();
            assertThat(sending.index()).isEqualTo(next.getOrDefault(orderId, 0));
            next.put(orderId, sending.index() + 1);
            assertThat(next.get(orderId)).isLessThanOrEqualTo(sending.plan().records().size());
        }
        assertThat(next).hasSize(500 + MISCHIEF.poison());
        plans(traffic(42, 500))
                .forEach(
                        plan ->
                                assertThat(next)
                                        .containsEntry(plan.orderId(), plan.records().size()));
    }

    @Test
    void simulated_time_never_goes_back_and_many_orders_are_in_flight() {
        long before = 0;
        Set<String> open = new HashSet<>();
        int most = 0;
        for (Traffic.Sending sending : traffic(42, 2_000)) {
            assertThat(sending.record().atMs()).isGreaterThanOrEqualTo(before);
            before = sending.record().atMs();
            open.add(sending.plan().orderId());
            if (sending.last()) {
                open.remove(sending.plan().orderId());
            }
            most = Math.max(most, open.size());
        }
        assertThat(most).isGreaterThan(200);
    }

    @Test
    void orders_end_in_the_proportions_of_the_life_cycles() {
        Map<OrderStatus, Integer> ends = new HashMap<>();
        plans(traffic(42, 5_000))
                .forEach(
                        plan -> plan.end().ifPresent(e -> ends.merge(e.status(), 1, Integer::sum)));

        assertThat(ends.get(OrderStatus.FULFILLED)).isBetween(4_000, 4_200);
        assertThat(ends.get(OrderStatus.CANCELLED)).isBetween(340, 460);
        assertThat(ends.get(OrderStatus.PLACED)).isBetween(240, 360);
        assertThat(ends.get(OrderStatus.PAID)).isBetween(150, 250);
    }

    @Test
    void seventy_three_percent_of_the_orders_are_resubmitted_three_times() {
        List<Plan> orders =
                plans(traffic(42, 5_000)).stream().filter(plan -> plan.end().isPresent()).toList();
        List<Plan> resubmitted = orders.stream().filter(TrafficTest::resubmitted).toList();

        assertThat(resubmitted.size() / (double) orders.size()).isBetween(0.70, 0.76);
        assertThat(resubmitted)
                .allSatisfy(
                        plan -> {
                            long again = count(plan, SentKind.RESUBMIT);
                            assertThat(again).isEqualTo(3 * (plan.commands() - again));
                        });
    }

    @Test
    void customers_follow_zipf() {
        Map<String, Integer> orders = new HashMap<>();
        for (Plan plan : plans(traffic(42, 5_000))) {
            PlannedRecord first = plan.records().get(0);
            if (first.capture().isEmpty()
                    && first.command().getPayload() instanceof PlaceOrder place) {
                orders.merge(place.getCustomerId(), 1, Integer::sum);
            }
        }
        double first = orders.getOrDefault("customer-1", 0);
        double tenth = orders.getOrDefault("customer-10", 0);

        assertThat(orders.size()).isBetween(400, 1_000);
        assertThat(first / tenth).isBetween(8.0, 20.0); // 10^1.1 = 12.6
    }

    @Test
    void calm_traffic_has_only_accepted_originals() {
        Traffic calm = new Traffic(new TrafficOptions(1, 200, Scenario.CALM.mischief()));

        assertThat(records(calm))
                .filteredOn(record -> record.kind() != SentKind.CAPTURE)
                .allMatch(record -> record.kind() == SentKind.ORIGINAL)
                .allMatch(record -> record.expected().kind() == Outcome.Kind.EVENT);
    }

    @Test
    void of_orders_that_go_astray_only_the_last_command_differs() {
        Mischief strays = new Mischief(0, 0, 0, 0, 0, 0, 0, 0, 0.5);
        List<Plan> straight = plans(new Traffic(TrafficOptions.of(Scenario.CALM, 1, 400)));
        List<Plan> strayed = plans(new Traffic(new TrafficOptions(1, 400, strays)));

        int astray = 0;
        for (int i = 0; i < straight.size(); i++) {
            Plan plan = strayed.get(i);
            PlannedRecord last = plan.records().get(plan.records().size() - 1);
            assertThat(plan.end()).isEqualTo(straight.get(i).end());
            if (last.kind() == SentKind.ASTRAY) {
                assertThat(last.expected()).isEqualTo(Outcome.DEAD_LETTER);
                assertThat(plan.end().orElseThrow().status())
                        .isIn(OrderStatus.FULFILLED, OrderStatus.CANCELLED);
                astray++;
            } else {
                assertThat(plan).isEqualTo(straight.get(i));
            }
        }
        assertThat(astray).isBetween(140, 220);
    }

    @Test
    void mischief_contains_every_kind_and_every_poison() {
        List<PlannedRecord> records = records(traffic(42, 3_000));

        assertThat(records)
                .extracting(PlannedRecord::kind)
                .containsAll(
                        EnumSet.complementOf(EnumSet.of(SentKind.LATE_ORIGINAL, SentKind.ASTRAY)));
        assertThat(records.stream().map(PlannedRecord::content))
                .filteredOn(Poison.class::isInstance)
                .extracting(content -> ((Poison) content).kind())
                .contains(Poison.Kind.values())
                .hasSize(MISCHIEF.poison());
    }

    @Test
    void what_is_planned_is_what_the_kind_means() {
        for (PlannedRecord record : records(traffic(42, 3_000))) {
            String expected = record.outcome().map(Outcome::text).orElse("none");
            switch (record.kind()) {
                case STALE -> assertThat(expected).isEqualTo("rejection:VERSION_CONFLICT");
                case INVALID -> assertThat(expected).isEqualTo("rejection:INVALID_COMMAND");
                case REUSED_ID -> assertThat(expected).isEqualTo("rejection:COMMAND_ID_REUSED");
                case POISON -> assertThat(expected).isEqualTo("dead-letter");
                case ORIGINAL, RETRY -> assertThat(expected).startsWith("event:");
                case EARLY ->
                        assertThat(expected)
                                .isIn("rejection:ORDER_NOT_FOUND", "rejection:NOT_PAID");
                case RESUBMIT ->
                        assertThat(expected)
                                .isIn("rejection:DUPLICATE_COMMAND", "rejection:COMMAND_ID_REUSED");
                case LATE -> assertThat(expected).startsWith("rejection:");
                case CAPTURE -> assertThat(expected).isEqualTo("none");
                case LATE_ORIGINAL -> fail("only in the incident, and afterwards");
                case ASTRAY -> fail("only where it is asked for");
            }
        }
    }

    @Test
    void a_plan_never_outgrows_the_memory_of_an_order() {
        Mischief everything = new Mischief(1, 3, 1, 1, 1, 1, 1, 0);
        for (Plan plan : plans(new Traffic(new TrafficOptions(3, 200, everything)))) {
            assertThat(plan.records().stream().map(PlannedRecord::id).distinct().count())
                    .isLessThan(64);
        }
    }

    private static Traffic traffic(long seed, int orders) {
        return new Traffic(new TrafficOptions(seed, orders, MISCHIEF));
    }

    private static List<PlannedRecord> records(Traffic traffic) {
        return StreamSupport.stream(traffic.spliterator(), false)
                .map(Traffic.Sending::record)
                .toList();
    }

    private static List<Plan> plans(Traffic traffic) {
        List<Plan> plans = new ArrayList<>();
        traffic.forEach(
                sending -> {
                    if (sending.index() == 0) {
                        plans.add(sending.plan());
                    }
                });
        return plans;
    }

    private static Set<String> commandIds(long seed) {
        Set<String> ids = new HashSet<>();
        records(traffic(seed, 50)).forEach(record -> ids.add(record.id()));
        return ids;
    }

    private static boolean resubmitted(Plan plan) {
        return count(plan, SentKind.RESUBMIT) > 0;
    }

    private static long count(Plan plan, SentKind kind) {
        return plan.records().stream().filter(record -> record.kind() == kind).count();
    }
}
