package io.orderpipeline.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakFiguresTest {

    private static final int PER_SECOND = 100;

    private static SoakFigures of(int perSecond, IntFunction<Sample> looks) {
        return new SoakFigures(
                perSecond, IntStream.rangeClosed(1, 16).mapToObj(looks).toList(), List.of());
    }

    /** Constant load, pauses, allocation and state per command. */
    private static Sample flat(int at) {
        return at(at, 300, at * 10, at);
    }

    private static Sample at(int at, double residentMb, double allocatedMb, double stateMb) {
        return new Sample(
                at, (long) at * PER_SECOND, residentMb, 50, at * 0.01, allocatedMb, stateMb);
    }

    @Test
    void what_grows_only_in_the_first_half_is_flat() {
        SoakFigures figures = of(PER_SECOND, at -> at(at, Math.min(at, 8), at * 10, at));

        assertThat(figures.ok()).isTrue();
        assertThat(figures.text()).contains("flat, audit clean");
    }

    @Test
    void memory_that_goes_on_growing_is_not() {
        SoakFigures figures = of(PER_SECOND, at -> at(at, at, at * 10, at));

        assertThat(figures.grown()).containsExactly("memory");
        assertThat(figures.ok()).isFalse();
    }

    @Test
    void garbage_is_not_flat_when_each_command_makes_more_of_it() {
        assertThat(of(PER_SECOND, at -> at(at, 300, at * at, at)).grown())
                .containsExactly("garbage");
    }

    @Test
    void state_may_grow_with_the_commands_but_not_faster() {
        assertThat(of(PER_SECOND, SoakFiguresTest::flat).grown()).isEmpty();
        assertThat(of(PER_SECOND, at -> at(at, 300, at * 10, at * at * 10)).grown())
                .containsExactly("disk");
    }

    @Test
    void write_buffers_may_come_to_the_disk_at_once() {
        assertThat(of(PER_SECOND, at -> at(at, 300, at * 10, at < 14 ? 1 : 100)).grown()).isEmpty();
    }

    @Test
    void a_load_that_is_not_kept_up_with_is_no_soak() {
        assertThat(of(2 * PER_SECOND, SoakFiguresTest::flat).grown()).containsExactly("backlog");
    }
}
