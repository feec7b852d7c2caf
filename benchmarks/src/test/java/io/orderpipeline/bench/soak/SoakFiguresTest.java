package io.orderpipeline.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakFiguresTest {

    private static SoakFigures of(int perSecond, IntToDoubleFunction residentMb) {
        return new SoakFigures(
                perSecond,
                IntStream.rangeClosed(1, 16)
                        .mapToObj(
                                at ->
                                        new Sample(
                                                at,
                                                at * 100L,
                                                residentMb.applyAsDouble(at),
                                                50,
                                                at * 0.01,
                                                at))
                        .toList(),
                List.of());
    }

    @Test
    void what_grows_only_in_the_first_half_is_flat() {
        SoakFigures figures = of(100, at -> Math.min(at, 8));

        assertThat(figures.ok()).isTrue();
        assertThat(figures.text()).contains("flat, audit clean");
    }

    @Test
    void what_goes_on_growing_is_not() {
        assertThat(of(100, at -> at).grown()).containsExactly("memory");
        assertThat(of(100, at -> at).ok()).isFalse();
    }

    @Test
    void a_load_that_is_not_kept_up_with_is_no_soak() {
        assertThat(of(200, at -> 1).grown()).containsExactly("backlog");
    }
}
