package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderpipeline.generation.Change;
import io.orderpipeline.generation.Generation;
import io.orderpipeline.generation.GenerationTable;
import io.orderpipeline.generation.Hold;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class HoldWatchTest {

    private static final GenerationTable HELD = held();

    private final List<Hold> cancelled = new CopyOnWriteArrayList<>();

    @Test
    void a_hold_that_lasts_too_long_is_called_off_and_again_until_it_is_gone() {
        try (HoldWatch watch = new HoldWatch(Duration.ZERO, cancelled::add)) {
            await().until(() -> sees(watch, HELD) && cancelled.size() > 1);

            assertThat(cancelled).containsOnly(HELD.holding().orElseThrow());
        }
    }

    @Test
    void a_hold_that_is_within_its_time_is_left_alone() {
        try (HoldWatch watch = new HoldWatch(Duration.ofHours(1), cancelled::add)) {
            watch.see(HELD);
            watch.see(HELD);

            assertThat(cancelled).isEmpty();
        }
    }

    @Test
    void where_nothing_is_held_nothing_is_called_off() {
        try (HoldWatch watch = new HoldWatch(Duration.ZERO, cancelled::add)) {
            watch.see(GenerationTable.INITIAL);
            watch.see(GenerationTable.INITIAL);

            assertThat(cancelled).isEmpty();
        }
    }

    @Test
    void who_tells_of_a_hold_does_not_wait_for_its_end_nor_calls_it_off_twice_at_a_time()
            throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch brokers = new CountDownLatch(1);
        try (HoldWatch watch =
                new HoldWatch(
                        Duration.ZERO,
                        hold -> {
                            cancelled.add(hold);
                            begun.countDown();
                            awaitQuietly(brokers);
                        })) {
            await().until(() -> sees(watch, HELD) && begun.getCount() == 0);

            watch.see(HELD);
            watch.see(HELD);

            assertThat(cancelled).hasSize(1);
            brokers.countDown();
        }
    }

    @Test
    void one_that_could_not_be_called_off_is_tried_again() {
        try (HoldWatch watch =
                new HoldWatch(
                        Duration.ZERO,
                        hold -> {
                            cancelled.add(hold);
                            throw new IllegalStateException("no broker");
                        })) {
            await().until(() -> sees(watch, HELD) && cancelled.size() > 1);
        }
    }

    private static boolean sees(HoldWatch watch, GenerationTable table) {
        watch.see(table);
        return true;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static GenerationTable held() {
        GenerationTable started =
                to(
                        GenerationTable.INITIAL.start(
                                new Generation.Start(
                                        0, "ann", "why", OptionalInt.empty(), Optional.empty())));
        int next = started.candidate().orElseThrow().number();
        GenerationTable verified =
                to(started.verified(next, new Generation.Verification(0, "ann", 1, "00")));
        return to(verified.hold(next, "ann", 0));
    }

    private static GenerationTable to(Change change) {
        return ((Change.To) change).table();
    }
}
