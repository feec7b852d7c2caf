package io.orderpipeline.sim.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.client.Sighting.What;
import io.orderpipeline.sim.client.TransactionWatch.Tally;
import io.orderpipeline.sim.traffic.Content.Capture.Confirmation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionWatchTest {

    private final TransactionWatch watch = new TransactionWatch();

    @Test
    void a_capture_is_pending_until_an_order_is_paid_or_the_money_went_back() {
        acknowledged("t-1", Confirmation.SENT, 0);
        acknowledged("t-2", Confirmation.DROPPED, 0);
        acknowledged("t-3", Confirmation.DROPPED, 0);
        assertThat(watch.tally().pending()).isEqualTo(3);

        seen("t-1", What.TRACKED, 1);
        seen("t-2", What.COMPENSATED, 2);
        seen("t-2", What.RECOVERED, 3);
        seen("t-3", What.COMPENSATED, 4);
        assertThat(watch.tally()).isEqualTo(new Tally(3, 1, 2, 1, 0, 0));
        assertThat(watch.tally().pending()).isEqualTo(1);

        seen("t-3", What.REFUNDED, 5);
        assertThat(watch.tally()).isEqualTo(new Tally(3, 1, 2, 1, 1, 0));
        assertThat(watch.tally().pending()).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = What.class, names = "COMPENSATED", mode = EnumSource.Mode.EXCLUDE)
    void acknowledgement_compensation_and_end_may_become_known_in_any_order(What end) {
        List<Consumer<TransactionWatch>> steps =
                List.of(
                        each -> each.acknowledged("o-1", "t-1", Confirmation.DROPPED, ms(100)),
                        each -> each.seen(sighting("t-1", What.COMPENSATED), ms(200)),
                        each -> each.seen(sighting("t-1", end), ms(300)));

        for (List<Consumer<TransactionWatch>> order : permutations(steps)) {
            TransactionWatch anyOrder = new TransactionWatch();
            order.forEach(step -> step.accept(anyOrder));

            assertThat(anyOrder.tally())
                    .isEqualTo(
                            new Tally(
                                    1,
                                    end == What.TRACKED ? 1 : 0,
                                    1,
                                    end == What.RECOVERED ? 1 : 0,
                                    end == What.REFUNDED ? 1 : 0,
                                    0));
            assertThat(anyOrder.recovery(null)).contains(Duration.ofMillis(200));
        }
    }

    @Test
    void repetitions_are_not_counted_again_and_the_first_end_counts() {
        acknowledged("t-1", Confirmation.DROPPED, 0);
        seen("t-1", What.COMPENSATED, 1);
        seen("t-1", What.COMPENSATED, 2);
        seen("t-1", What.REFUNDED, 3);
        seen("t-1", What.REFUNDED, 4);
        seen("t-1", What.TRACKED, 5);

        assertThat(watch.tally()).isEqualTo(new Tally(1, 0, 1, 0, 1, 0));
        assertThat(watch.recovery(null)).contains(Duration.ofMillis(3));
    }

    @Test
    void transactions_of_other_clients_and_of_other_orders_do_not_count() {
        acknowledged("t-1", Confirmation.SENT, 0);
        watch.seen(new Sighting("o-2", "t-1", What.REFUNDED), 1);
        seen("t-2", What.COMPENSATED, 1);
        seen("t-2", What.RECOVERED, 2);

        assertThat(watch.tally()).isEqualTo(new Tally(1, 0, 0, 0, 0, 0));
    }

    @Test
    void recovery_counts_from_the_last_dropped_capture_or_a_later_fault() {
        acknowledged("t-1", Confirmation.DROPPED, 100);
        acknowledged("t-2", Confirmation.DROPPED, 500);
        seen("t-2", What.RECOVERED, 900);
        assertThat(watch.recovery(null)).as("t-1 is open").isEmpty();

        seen("t-1", What.REFUNDED, 1_600);
        assertThat(watch.recovery(null)).contains(Duration.ofMillis(1_100));
        assertThat(watch.recovery(ms(400))).contains(Duration.ofMillis(1_100));
        assertThat(watch.recovery(ms(1_200))).contains(Duration.ofMillis(400));
        assertThat(watch.recovery(ms(2_000))).contains(Duration.ZERO);
    }

    @Test
    void without_a_dropped_confirmation_there_is_nothing_to_recover_from() {
        acknowledged("t-1", Confirmation.SENT, 100);
        seen("t-1", What.TRACKED, 200);

        assertThat(watch.recovery(ms(150))).isEmpty();
    }

    @Test
    void a_capture_that_was_not_delivered_is_none() {
        watch.undelivered();

        assertThat(watch.tally()).isEqualTo(new Tally(0, 0, 0, 0, 0, 1));
    }

    private void acknowledged(String transaction, Confirmation confirmation, long atMs) {
        watch.acknowledged("o-1", transaction, confirmation, ms(atMs));
    }

    private void seen(String transaction, What what, long atMs) {
        watch.seen(sighting(transaction, what), ms(atMs));
    }

    private static Sighting sighting(String transaction, What what) {
        return new Sighting("o-1", transaction, what);
    }

    private static long ms(long milliseconds) {
        return TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (int first = 0; first < items.size(); first++) {
            List<T> others = new ArrayList<>(items);
            T head = others.remove(first);
            for (List<T> tail : permutations(others)) {
                List<T> permutation = new ArrayList<>(List.of(head));
                permutation.addAll(tail);
                all.add(permutation);
            }
        }
        return all;
    }
}
