package io.orderpipeline.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.bench.bare.BareConsumer;
import io.orderpipeline.bench.figures.Percentiles;
import io.orderpipeline.bench.load.Reads;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayFiguresTest {

    private static ReplayFigures of(boolean equal) {
        Percentiles took = new Percentiles(1_000, 1, 2, 3, 4);
        return new ReplayFigures(
                6_000,
                List.of(
                        new BareConsumer.Read(6_000, 600_000, 500_000_000),
                        new BareConsumer.Read(6_000, 600_000, 1_500_000_000)),
                1,
                2,
                equal,
                100,
                new Reads.Taken(took, 0),
                new Reads.Taken(new Percentiles(1_000, 1, 5, 6, 7), 0),
                List.of());
    }

    @Test
    void the_bare_rate_is_the_mean_of_before_and_after() {
        assertThat(of(true).bareEventsPerSecond()).isEqualTo(8_000);
        assertThat(of(true).ratioToBare()).isEqualTo(0.75);
        assertThat(of(true).p99Ratio()).isEqualTo(2.5);
    }

    @Test
    void views_that_differ_spoil_it() {
        assertThat(of(true).ok()).isTrue();
        assertThat(of(false).ok()).isFalse();
    }
}
