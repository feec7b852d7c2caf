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
                at,
                (long) at * PER_SECOND,
                residentMb,
                50,
                at * 0.01,
                allocatedMb,
                stateMb,
                new Sample.RocksDb(150, 100, 192));
    }

    private static Sample stores(int at, double usedMb, double pinnedMb) {
        return stores(at, new Sample.RocksDb(usedMb, pinnedMb, 192));
    }

    private static Sample stores(int at, Sample.RocksDb memory) {
        Sample flat = flat(at);
        return new Sample(
                at,
                flat.decided(),
                flat.residentMb(),
                flat.liveHeapMb(),
                flat.gcSeconds(),
                flat.allocatedMb(),
                flat.stateMb(),
                memory);
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
    void caches_and_write_buffers_of_the_stores_may_fill_up() {
        assertThat(of(PER_SECOND, at -> stores(at, at * 11, at * 7)).grown()).isEmpty();
        assertThat(of(PER_SECOND, at -> stores(at, 195, 130)).grown()).isEmpty();
    }

    @Test
    void the_stores_memory_may_not_go_on_growing_when_it_is_full() {
        assertThat(of(PER_SECOND, at -> stores(at, at * 20, 100)).grown())
                .containsExactly("rocksdb");
        assertThat(of(PER_SECOND, at -> stores(at, 190, at * 10)).grown())
                .containsExactly("rocksdb");
    }

    @Test
    void memory_of_the_stores_that_nobody_told_is_not_flat() {
        assertThat(of(PER_SECOND, at -> stores(at, new Sample.RocksDb(0, 0, 0))).grown())
                .containsExactly("rocksdb");
    }

    @Test
    void a_load_that_is_not_kept_up_with_is_no_soak() {
        assertThat(of(2 * PER_SECOND, SoakFiguresTest::flat).grown()).containsExactly("backlog");
    }
}
