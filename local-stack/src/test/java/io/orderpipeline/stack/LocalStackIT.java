package io.orderpipeline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {

    @TempDir Path home;

    @Test
    void one_broker_is_up_in_time() {
        long start = System.nanoTime();
        try (LocalStack stack = LocalStack.start(StackSpec.of(home))) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            System.err.println("one broker: " + took.toMillis() + " ms");
            assertThat(stack.members()).allMatch(m -> m.health() == Member.Health.RUNNING);
            start = System.nanoTime();
        }
        System.err.println("close: " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }

    @Test
    void three_brokers_are_up_in_time() {
        long start = System.nanoTime();
        try (LocalStack stack = LocalStack.start(StackSpec.of(home).withBrokers(3))) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            System.err.println("three brokers: " + took.toMillis() + " ms");
            assertThat(stack.members()).allMatch(m -> m.health() == Member.Health.RUNNING);
            start = System.nanoTime();
        }
        System.err.println("close: " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
