package io.orderpipeline.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Pace pace = new Pace();

    @Test
    void before_anything_has_moved_nobody_knows_how_long_it_takes() {
        pace.see(0, 1_000);

        assertThat(pace.eta()).isEmpty();
        assertThat(pace.perSecond()).isZero();
        assertThat(pace.total()).isEqualTo(1_000);
    }

    @Test
    void what_became_less_says_how_long_the_rest_takes() {
        pace.see(0, 1_000);
        pace.see(2 * SECOND, 600);

        assertThat(pace.perSecond()).isEqualTo(200);
        assertThat(pace.eta()).hasValue(Duration.ofSeconds(3));
        assertThat(pace.done()).isEqualTo(400);
    }

    @Test
    void only_the_last_ten_seconds_count() {
        pace.see(0, 10_000);
        pace.see(30 * SECOND, 9_000);
        pace.see(34 * SECOND, 8_600);

        assertThat(pace.perSecond()).isEqualTo(100);
    }

    @Test
    void traffic_that_outruns_it_is_no_pace() {
        pace.see(0, 100);
        pace.see(SECOND, 200);

        assertThat(pace.eta()).isEmpty();
        assertThat(pace.total()).isEqualTo(200);
    }
}
