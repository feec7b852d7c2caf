package io.orderpipeline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.stack.Member.Health;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreeBrokersIT {

    private static final Duration START_LIMIT = Duration.ofSeconds(45);

    @TempDir Path home;

    @Test
    void one_of_three_brokers_may_fail_without_loss() throws Exception {
        long start = System.nanoTime();
        try (LocalStack stack = LocalStack.start(StackSpec.of(home).withBrokers(3))) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(START_LIMIT);
            Records records = Records.createdOn(stack, "replicated");
            records.write("by three");
            stack.broker(1).kill();
            records.write("by two");
            records.requireExactly("by three", "by two");
            stack.broker(1).start();
            assertThat(stack.brokers()).allMatch(broker -> broker.health() == Health.RUNNING);
        }
    }
}
