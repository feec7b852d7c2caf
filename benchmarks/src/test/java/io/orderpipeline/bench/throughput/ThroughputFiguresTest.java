package io.orderpipeline.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputFiguresTest {

    private static List<Settled> rounds(double... seconds) {
        return Arrays.stream(seconds)
                .mapToObj(each -> new Settled(1_000, each, 0.5, List.of()))
                .toList();
    }

    @Test
    void the_ratio_is_of_the_medians() {
        assertThat(new ThroughputFigures(rounds(4, 4, 4), rounds(1, 1, 50)).ratioToBare())
                .isEqualTo(0.25);
    }

    @Test
    void a_round_in_which_nothing_was_left_to_measure_spoils_it() {
        Settled nothing = new Settled(0, 0.01, 0, List.of()).audited(List.of());

        assertThat(nothing.broken()).singleElement().asString().contains("too few --orders");
    }

    @Test
    void a_red_row_of_any_round_spoils_it() {
        Settled broken = rounds(1).get(0).audited(List.of("I5"));
        ThroughputFigures figures = new ThroughputFigures(List.of(broken), rounds(1));

        assertThat(figures.ok()).isFalse();
        assertThat(figures.text()).contains("BROKEN", "I5");
        assertThat(new ThroughputFigures(rounds(1), rounds(1)).ok()).isTrue();
    }
}
