package io.orderpipeline.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionWaitsTest {

    @ParameterizedTest(name = "after {0} ms, while {1} wait")
    @CsvSource({
        "2, 1, 4",
        "4, 1, 5",
        "5, 20, 5",
        "5, 100, 10",
        "10, 100, 20",
        "20, 100, 25",
        "25, 1, 5",
        "50, 1024, 50"
    })
    void the_pause_is_doubled_up_to_a_bound_that_depends_on_how_many_wait(
            long pauseMs, int waiting, long nextMs) {
        assertThat(VersionWaits.nextPauseMs(pauseMs, waiting)).isEqualTo(nextMs);
    }
}
