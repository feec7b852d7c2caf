package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.pipeline.view.ViewTotals;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ThrottleTest {

    private final ViewTotals totals = new ViewTotals();
    private final Throttle throttle = new Throttle(totals);

    @Test
    void without_a_limit_every_event_passes_at_once() {
        for (int event = 0; event < 100_000; event++) {
            throttle.handled(0);
        }
        assertThat(totals.events()).isEqualTo(100_000);
    }

    @Test
    void with_a_limit_events_take_their_time_and_without_it_again_they_do_not() {
        throttle.limit(OptionalInt.of(200));
        long start = System.nanoTime();
        for (int event = 0; event < 21; event++) {
            throttle.handled(0);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(100));
        throttle.limit(OptionalInt.empty());
        throttle.handled(0);
        assertThat(totals.events()).isEqualTo(22);
    }
}
