package io.orderpipeline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeciderProgressTest {

    private static final long PATIENCE_MS = 1_000;

    private final DeciderProgress progress = new DeciderProgress(Duration.ofMillis(PATIENCE_MS));

    @Test
    void nothing_has_passed_before_anything_was_heard() {
        assertThat(progress.horizon(50_000)).isEqualTo(Instant.EPOCH);
        assertThat(progress.horizon(50_000 + PATIENCE_MS - 1)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void deadlines_pass_up_to_what_the_decider_has_handled() {
        progress.heard(at(40_000));
        progress.heard(at(39_000));

        assertThat(progress.horizon(50_000)).isEqualTo(at(40_000));
    }

    @Test
    void after_silence_the_clock_counts_less_the_patience() {
        progress.heard(at(40_000));
        progress.horizon(50_000);

        assertThat(progress.horizon(50_000 + PATIENCE_MS)).isEqualTo(at(50_000));
    }

    @Test
    void a_word_ends_the_silence_and_the_horizon_does_not_fall_below_it() {
        progress.horizon(50_000);
        progress.horizon(52_000);
        progress.heard(at(51_500));

        assertThat(progress.horizon(52_100)).isEqualTo(at(51_500));
        assertThat(progress.horizon(52_100 + PATIENCE_MS)).isEqualTo(at(52_100));
    }

    private static Instant at(long epochMs) {
        return Instant.ofEpochMilli(epochMs);
    }
}
