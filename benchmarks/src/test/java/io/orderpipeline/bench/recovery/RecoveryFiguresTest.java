package io.orderpipeline.bench.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryFiguresTest {

    private static RecoveryFigures of(List<String> broken) {
        return new RecoveryFigures(
                6,
                List.of(
                        new AtSize(
                                1_000,
                                List.of(new Recovered(20, 0.1, 25)),
                                List.of(new Recovered(7, 0.1, 8)),
                                List.of(new Restored(10_000, 10, 4_000))),
                        new AtSize(
                                1_000_000,
                                List.of(new Recovered(90, 0.1, 12)),
                                List.of(new Recovered(1, 0.1, 7)),
                                List.of(new Restored(50_000, 10, 50_000)))),
                broken);
    }

    @Test
    void silences_and_the_ratio_of_the_restore_are_told_for_each_size() {
        assertThat(of(List.of()).ok()).isTrue();
        assertThat(of(List.of()).text())
                .containsSubsequence(
                        "1,000 orders",
                        "no answer for 20.0 s",
                        "no answer for 7.0 s",
                        "1,000 records/s",
                        "0.250",
                        "1,000,000 orders",
                        "no answer for 90.0 s",
                        "no answer for 1.0 s",
                        "0.100");
        assertThat(of(List.of()).chart().bars())
                .extracting(bar -> bar.name() + ": " + bar.figure().median())
                .containsExactly(
                        "1,000, no standby: 20.0",
                        "1,000, standby: 7.0",
                        "1,000,000, no standby: 90.0",
                        "1,000,000, standby: 1.0");
    }

    @Test
    void a_red_row_spoils_it() {
        assertThat(of(List.of("I2")).ok()).isFalse();
        assertThat(of(List.of("I2")).text()).contains("BROKEN: [I2]");
    }
}
