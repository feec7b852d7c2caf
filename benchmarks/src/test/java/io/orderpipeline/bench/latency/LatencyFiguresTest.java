package io.orderpipeline.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.bench.figures.Percentiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyFiguresTest {

    private static Latency taking(double p99Ms, long missing) {
        Percentiles took = new Percentiles(1_000, p99Ms / 2, p99Ms, p99Ms * 2, p99Ms * 3);
        return new Latency(100, took, took, missing, 0);
    }

    private static LatencyFigures of(List<Latency> pipeline, List<Latency> bare) {
        return new LatencyFigures(1_000, List.of(new AtRate(10, 100, pipeline, bare)), List.of());
    }

    @Test
    void the_ratio_is_of_the_medians() {
        LatencyFigures figures =
                of(
                        List.of(taking(30, 0), taking(33, 0), taking(900, 0)),
                        List.of(taking(22, 0), taking(22, 0), taking(10, 0)));

        assertThat(figures.rates().get(0).p99RatioToBare()).isEqualTo(1.5);
        assertThat(figures.text()).contains("1.50 times bare", "33.0 ms (30.0 to 900.0)");
        assertThat(figures.ok()).isTrue();
    }

    @Test
    void a_command_without_an_event_spoils_it() {
        LatencyFigures figures = of(List.of(taking(30, 1)), List.of(taking(20, 0)));

        assertThat(figures.ok()).isFalse();
        assertThat(figures.text()).contains("BROKEN");
    }
}
