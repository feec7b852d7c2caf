package io.orderpipeline.runtime;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.runtime.config.AppConfig;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How often a dying thread is replaced. */
final class FailurePolicyTest {

    private final AtomicLong nowMs = new AtomicLong();
    private final FailurePolicy policy =
            new FailurePolicy(
                    Role.DECIDER,
                    new AppConfig.Lifecycle(
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(1),
                            2,
                            Duration.ofSeconds(10)),
                    nowMs::get);

    @Test
    void threads_are_replaced_up_to_the_limit_and_then_the_application_stops() {
        assertThat(policy.handle(new IllegalStateException("broken"))).isEqualTo(REPLACE_THREAD);
        assertThat(policy.handle(new IllegalStateException("broken"))).isEqualTo(REPLACE_THREAD);
        assertThat(policy.handle(new IllegalStateException("broken"))).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void failures_older_than_the_window_are_forgotten() {
        policy.handle(new IllegalStateException("broken"));
        policy.handle(new IllegalStateException("broken"));

        nowMs.set(10_000);

        assertThat(policy.handle(new IllegalStateException("broken"))).isEqualTo(REPLACE_THREAD);
    }

    @Test
    void a_failure_just_inside_the_window_still_counts() {
        policy.handle(new IllegalStateException("broken"));
        policy.handle(new IllegalStateException("broken"));

        nowMs.set(9_999);

        assertThat(policy.handle(new IllegalStateException("broken"))).isEqualTo(SHUTDOWN_CLIENT);
    }
}
