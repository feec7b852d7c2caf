package io.orderpipeline.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.serving.Copies.Filled;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class CopiesTest {

    private static final TopicPartition EVENTS = new TopicPartition("events", 3);

    private final Copies copies = new Copies(Set.of("orders", "progress"));

    @Test
    void a_copy_that_nobody_has_looked_at_may_lack_everything() {
        assertThat(copies.hasBefore(EVENTS)).isZero();
    }

    @Test
    void a_copy_whose_stores_are_all_filled_has_what_was_committed() {
        look(10, filled(7, 7), filled(4, 4));

        assertThat(copies.hasBefore(EVENTS)).isEqualTo(10);
    }

    @Test
    void a_store_that_lags_counts_though_the_progress_says_more() {
        look(10, filled(0, 7), filled(4, 4));

        assertThat(copies.hasBefore(EVENTS)).isZero();
    }

    @Test
    void what_a_copy_must_come_to_does_not_run_away_from_it() {
        look(10, filled(5, 7), filled(4, 4));
        look(20, filled(7, 9), filled(4, 6));
        assertThat(copies.hasBefore(EVENTS)).isEqualTo(10);

        look(30, filled(9, 11), filled(6, 8));
        assertThat(copies.hasBefore(EVENTS)).as("nothing new is known").isEqualTo(10);
        look(40, filled(11, 13), filled(8, 10));
        assertThat(copies.hasBefore(EVENTS)).isEqualTo(30);
    }

    @Test
    void a_copy_that_lacks_a_store_has_nothing() {
        copies.look(Map.of(EVENTS, 10L), Map.of(3, Map.of("progress", filled(4, 4))));

        assertThat(copies.hasBefore(EVENTS)).isZero();
    }

    @Test
    void a_copy_that_is_rebuilt_has_nothing_until_it_is_filled_again() {
        look(10, filled(7, 7), filled(4, 4));

        look(10, filled(2, 7), filled(4, 4));
        assertThat(copies.hasBefore(EVENTS)).isZero();

        look(10, filled(7, 7), filled(4, 4));
        assertThat(copies.hasBefore(EVENTS)).isEqualTo(10);
    }

    @Test
    void a_copy_that_went_is_not_remembered() {
        look(10, filled(7, 7), filled(4, 4));

        copies.look(Map.of(EVENTS, 10L), Map.of());

        assertThat(copies.hasBefore(EVENTS)).isZero();
    }

    private void look(long committed, Filled orders, Filled progress) {
        copies.look(
                Map.of(EVENTS, committed),
                Map.of(3, Map.of("orders", orders, "progress", progress)));
    }

    private static Filled filled(long upTo, long end) {
        return new Filled(upTo, end);
    }
}
