package io.orderpipeline.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentTest {

    @Test
    void twenty_thousand_orders_have_the_figures_of_that_night() {
        Incident incident = new Incident(42, 20_000);

        assertThat(incident.dropped()).isEqualTo(8_342);
        assertThat(incident.crossRegion()).isEqualTo(12_451);
        assertThat(incident.captured()).isEqualTo(8_342 + 1_001 + 4_109 + 5_917);
        assertThat(incident.resubmitted()).isEqualTo(6_090);
        assertThat(incident.lateOriginals()).isEqualTo(834);
        assertThat(Arrays.stream(Lot.values()).collect(Collectors.toMap(x -> x, incident::orders)))
                .isEqualTo(
                        Map.of(
                                Lot.WAITS, 5_839,
                                Lot.PAID_TWICE, 1_001,
                                Lot.CANCELLED, 251,
                                Lot.WRONG_AMOUNT, 250,
                                Lot.NEVER_ARRIVED, 1_001,
                                Lot.ABROAD, 4_109,
                                Lot.HOME, 5_917,
                                Lot.UNPAID, 1_632));
    }

    @Test
    void the_shares_hold_to_the_nearest_order_whatever_the_number() {
        for (int orders = 1; orders <= 2_000; orders++) {
            Incident incident = new Incident(7, orders);
            int commanded = incident.dropped() - incident.orders(Lot.NEVER_ARRIVED);

            assertThat(incident.dropped()).isEqualTo(nearest(orders * 8_342 / 20_000.0));
            assertThat(nearest(0.67 * incident.crossRegion())).isEqualTo(incident.dropped());
            assertThat(incident.resubmitted())
                    .isEqualTo(Math.min(commanded, nearest(0.73 * incident.dropped())));
            assertThat(Arrays.stream(Lot.values()).mapToInt(incident::orders))
                    .as("%d orders", orders)
                    .allMatch(count -> count >= 0);
            assertThat(Arrays.stream(Lot.values()).mapToInt(incident::orders).sum())
                    .isEqualTo(orders);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "5, 3", "42, 10", "-9, 400", "42, 3000", "43, 20000"})
    void every_quota_is_dealt_out_exactly(long seed, int orders) {
        Incident incident = new Incident(seed, orders);
        for (Lot lot : Lot.values()) {
            assertThat(count(orders, order -> incident.lot(order) == lot))
                    .as("%s", lot)
                    .isEqualTo(incident.orders(lot));
        }
        assertThat(count(orders, order -> incident.lot(order).affected()))
                .isEqualTo(incident.dropped());
        assertThat(count(orders, incident::resubmits)).isEqualTo(incident.resubmitted());
        assertThat(count(orders, incident::lateOriginal)).isEqualTo(incident.lateOriginals());
    }

    @Test
    void every_lot_has_its_share_of_resubmits_and_late_originals() {
        Incident incident = new Incident(42, 20_000);
        for (Lot lot : List.of(Lot.WAITS, Lot.PAID_TWICE, Lot.CANCELLED, Lot.WRONG_AMOUNT)) {
            double of = incident.orders(lot);
            assertThat(count(20_000, o -> incident.lot(o) == lot && incident.resubmits(o)) / of)
                    .isBetween(0.81, 0.85);
            assertThat(count(20_000, o -> incident.lot(o) == lot && incident.lateOriginal(o)) / of)
                    .isBetween(0.09, 0.11);
        }
        assertThat(count(20_000, o -> incident.lateOriginal(o) && !incident.resubmits(o)))
                .as("those who resubmit and late originals are drawn apart")
                .isBetween(150L, 400L);
    }

    @Test
    void the_affected_are_spread_over_the_night_and_another_seed_hits_others() {
        Incident incident = new Incident(42, 20_000);
        Incident other = new Incident(43, 20_000);

        assertThat(count(10_000, order -> incident.lot(order).affected()))
                .isBetween(4_000L, 4_350L);
        assertThat(count(20_000, order -> incident.lot(order) == other.lot(order)))
                .isLessThan(10_000);
        assertThat(IntStream.range(0, 20_000).mapToObj(incident::lot).toList())
                .isEqualTo(
                        IntStream.range(0, 20_000)
                                .mapToObj(new Incident(42, 20_000)::lot)
                                .toList());
    }

    private static long count(int orders, LongPredicate wanted) {
        return LongStream.range(0, orders).filter(wanted).count();
    }

    private static int nearest(double value) {
        return (int) Math.floor(value + 0.5);
    }
}
