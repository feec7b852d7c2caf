package io.orderpipeline.bench.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryFiguresTest {

    private static RecoveryFigures of(List<String> broken) {
        return new RecoveryFigures(
                1_000,
                6,
                List.of(new Recovered(20, 0.1, 25)),
                List.of(new Recovered(7, 0.1, 8)),
                List.of(new Restored(10_000, 10, 4_000)),
                broken);
    }

    @Test
    void silences_and_the_ratio_of_the_restore_are_told() {
        assertThat(of(List.of()).ok()).isTrue();
        assertThat(of(List.of()).text())
                .contains(
                        "no answer for 20.0 s", "no answer for 7.0 s", "1,000 records/s", "0.250");
    }

    @Test
    void a_red_row_spoils_it() {
        assertThat(of(List.of("I2")).ok()).isFalse();
        assertThat(of(List.of("I2")).text()).contains("BROKEN: [I2]");
    }
}
