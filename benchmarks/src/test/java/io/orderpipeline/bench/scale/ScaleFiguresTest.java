package io.orderpipeline.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.bench.throughput.Settled;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleFiguresTest {

    /** Each round has 1,000 commands, and uses one processor all the time. */
    private static Scaled size(int partitions, int orders, double... seconds) {
        return new Scaled(
                partitions,
                orders,
                Arrays.stream(seconds)
                        .mapToObj(each -> new Settled(1_000, each, each, List.of()))
                        .toList());
    }

    @Test
    void ratios_are_of_the_medians_and_to_the_first_size() {
        ScaleFigures figures =
                new ScaleFigures(
                        50,
                        List.of(size(6, 10, 1, 1, 9), size(6, 1_000, 2, 2, 2), size(48, 10, 4)));

        assertThat(figures.costRatios()).containsExactly(1.0, 2.0, 4.0);
        assertThat(figures.rateRatios()).containsExactly(1.0, 0.5, 0.25);
        assertThat(figures.text())
                .contains(
                        "1,000 orders,  6 partitions  2,000 us of a processor for a command, 2.00",
                        "10 orders, 48 partitions  4,000 us of a processor for a command, 4.00",
                        "audit     clean");
    }

    @Test
    void a_red_row_of_any_round_spoils_it() {
        Settled broken = new Settled(1_000, 1, 1, List.of()).audited(List.of("I4"));
        ScaleFigures figures =
                new ScaleFigures(50, List.of(size(6, 10, 1), new Scaled(3, 10, List.of(broken))));

        assertThat(figures.ok()).isFalse();
        assertThat(figures.text()).contains("BROKEN: [I4]");
        assertThat(new ScaleFigures(50, List.of(size(6, 10, 1))).ok()).isTrue();
    }
}
