package io.orderpipeline.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.bench.compare.CompareFigures.Way;
import io.orderpipeline.bench.throughput.Settled;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompareFiguresTest {

    private static Way way(String name, double seconds, String... broken) {
        return new Way(name, "at most", List.of(new Settled(900, seconds, 0, List.of(broken))));
    }

    @Test
    void each_way_is_held_against_the_pipeline_and_names_its_guarantee() {
        CompareFigures figures = new CompareFigures(List.of(way("pipeline", 1), way("other", 3)));

        assertThat(figures.ok()).isTrue();
        assertThat(figures.text()).contains("other", "300", "3.00 times it", "at most");
    }

    @Test
    void a_wrong_result_spoils_it() {
        CompareFigures figures =
                new CompareFigures(List.of(way("pipeline", 1), way("other", 3, "8 of 9")));

        assertThat(figures.ok()).isFalse();
        assertThat(figures.text()).contains("BROKEN: [8 of 9]");
    }
}
