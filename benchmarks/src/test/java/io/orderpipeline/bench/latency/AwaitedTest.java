package io.orderpipeline.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AwaitedTest {

    private final Awaited awaited = new Awaited();

    @Test
    void the_first_sight_counts_and_from_when_it_was_due() {
        awaited.sent("c-1", System.nanoTime() - 5_000_000);
        awaited.seen("c-1");
        awaited.seen("c-1");
        awaited.seen("somebody else's");

        var taken = awaited.take();
        assertThat(taken.getTotalCount()).isEqualTo(1);
        assertThat(taken.getMaxValue()).isGreaterThanOrEqualTo(5_000);
        assertThat(awaited.take().getTotalCount()).isZero();
    }

    @Test
    void what_never_comes_is_missing() {
        awaited.sent("c-1", System.nanoTime());

        assertThat(awaited.missing()).isEqualTo(1);
        awaited.giveUp();
        assertThat(awaited.missing()).isZero();
    }
}
