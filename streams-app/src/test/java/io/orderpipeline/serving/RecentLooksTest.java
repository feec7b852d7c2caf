package io.orderpipeline.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.serving.RecentLooks.Look;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RecentLooksTest {

    private final RecentLooks looks = new RecentLooks(Duration.ofSeconds(15));

    @Test
    void a_copy_is_no_older_than_the_last_look_whose_records_it_has() {
        look(1_000, 5);
        look(2_000, 7);
        look(3_000, 7);
        look(4_000, 9);

        assertThat(ageMs(9, 4_500)).isEqualTo(500);
        assertThat(ageMs(8, 4_500)).isEqualTo(1_500);
        assertThat(ageMs(5, 4_500)).isEqualTo(3_500);
    }

    @Test
    void a_copy_older_than_all_looks_has_no_age() {
        look(1_000, 5);

        assertThat(looks.ageMs(4, nanos(2_000))).isEmpty();
    }

    @Test
    void ages_are_known_as_far_back_as_they_are_asked_for_however_fast_the_looks_come() {
        int apartMs = 50;
        for (int look = 0; look < 2_000; look++) {
            look((long) look * apartMs, look);
        }
        long nowMs = 2_000L * apartMs;

        for (long ageMs = 1_000; ageMs <= 14_500; ageMs += 500) {
            long applied = (nowMs - ageMs) / apartMs;
            assertThat(ageMs(applied, nowMs)).isBetween(ageMs, ageMs + 250);
        }
    }

    @Test
    void the_first_look_after_a_time_is_found_or_one_that_saw_more() {
        look(1_000, 5);
        look(1_050, 6);
        look(1_100, 7);

        assertThat(looks.since(nanos(1_010)).map(Look::last))
                .hasValueSatisfying(last -> assertThat(last).isBetween(6L, 7L));
        assertThat(looks.since(nanos(1_100)).map(Look::last)).hasValue(7L);
        assertThat(looks.since(nanos(1_101))).isEmpty();
        assertThat(looks.last()).isEqualTo(7);
    }

    private void look(long atMs, long last) {
        looks.add(new Look(nanos(atMs), last));
    }

    private long ageMs(long applied, long nowMs) {
        return looks.ageMs(applied, nanos(nowMs)).orElseThrow();
    }

    private static long nanos(long ms) {
        return Duration.ofMillis(ms).toNanos();
    }
}
