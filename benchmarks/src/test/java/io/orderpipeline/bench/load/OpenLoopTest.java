package io.orderpipeline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    private final Traffic traffic = new Traffic(TrafficOptions.of(Scenario.CALM, 1, 1_000));
    private final List<Long> due = new ArrayList<>();

    @Test
    void a_sender_that_hangs_does_not_move_the_schedule() {
        new OpenLoop(
                        traffic.iterator(),
                        (sending, dueNanos) -> {
                            if (due.isEmpty()) {
                                pause(Duration.ofMillis(300));
                            }
                            if (sending.record().capture().isEmpty()) {
                                due.add(dueNanos);
                            }
                        })
                .run(100, 1);

        assertThat(due).hasSize(100);
        for (int i = 1; i < due.size(); i++) {
            assertThat(due.get(i) - due.get(i - 1)).isEqualTo(Duration.ofMillis(10).toNanos());
        }
    }

    @Test
    void nothing_is_sent_before_it_is_due() {
        new OpenLoop(
                        traffic.iterator(),
                        (sending, dueNanos) ->
                                assertThat(System.nanoTime() - dueNanos).isNotNegative())
                .run(1_000, 1);
    }

    private static void pause(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
