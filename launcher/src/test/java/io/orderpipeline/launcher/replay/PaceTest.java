package io.orderpipeline.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Pace pace = new Pace();

    @Test
    void before_anything_has_moved_nobody_knows_how_long_it_takes() {
        pace.see(0, 1_000, 0);

        assertThat(pace.eta()).isEmpty();
        assertThat(pace.perSecond()).isZero();
        assertThat(pace.total()).isEqualTo(1_000);
    }

    @Test
    void what_became_less_says_how_long_the_rest_takes() {
        pace.see(0, 1_000, 0);
        pace.see(2 * SECOND, 600, 400);

        assertThat(pace.perSecond()).isEqualTo(200);
        assertThat(pace.eta()).hasValue(Duration.ofSeconds(3));
        assertThat(pace.done()).isEqualTo(400);
    }

    @Test
    void only_the_last_ten_seconds_count() {
        pace.see(0, 10_000, 0);
        pace.see(30 * SECOND, 9_000, 1_000);
        pace.see(34 * SECOND, 8_600, 1_400);

        assertThat(pace.perSecond()).isEqualTo(100);
    }

    @Test
    void traffic_that_outruns_it_is_no_pace() {
        pace.see(0, 100, 0);
        pace.see(SECOND, 200, 50);

        assertThat(pace.eta()).isEmpty();
        assertThat(pace.total()).isEqualTo(200);
    }

    @Test
    void what_was_handled_in_the_last_three_seconds_is_how_much_is_near() {
        pace.see(0, 10_000, 0);
        pace.see(6 * SECOND, 3_100, 6_000);
        pace.see(9 * SECOND, 3_100, 9_000);
        assertThat(pace.isNear()).isFalse();

        pace.see(10 * SECOND, 2_900, 10_000);
        assertThat(pace.isNear()).isFalse();

        pace.see(11 * SECOND, 2_900, 12_000);
        assertThat(pace.isNear()).isTrue();
    }

    @Test
    void one_that_is_slowed_down_is_not_near_though_all_of_the_old_log_is_there() {
        pace.see(0, 5_000, 1_000);
        pace.see(3 * SECOND, 5_000, 1_300);

        assertThat(pace.isNear()).isFalse();
    }

    @Test
    void while_nothing_happens_next_to_nothing_may_be_behind() {
        pace.see(0, 0, 500);
        assertThat(pace.isNear()).isTrue();

        pace.see(SECOND, 40, 500);
        assertThat(pace.isNear()).isFalse();
    }

    @Test
    void an_instance_that_begins_anew_makes_nothing_near() {
        pace.see(0, 900, 5_000);
        pace.see(SECOND, 900, 10);

        assertThat(pace.isNear()).isFalse();
    }
}
