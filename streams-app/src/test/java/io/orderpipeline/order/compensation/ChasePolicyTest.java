package io.orderpipeline.order.compensation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChasePolicyTest {

    private final ChasePolicy policy =
            new ChasePolicy(Duration.ofMinutes(1), Duration.ofSeconds(5), 6);

    @Test
    void pauses_double_up_to_their_bound() {
        assertThat(policy.backoff(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(policy.backoff(2)).isEqualTo(Duration.ofSeconds(10));
        assertThat(policy.backoff(6)).isEqualTo(Duration.ofSeconds(160));
        assertThat(policy.backoff(7)).isEqualTo(ChasePolicy.MAX_BACKOFF);
        assertThat(policy.backoff(1_000)).isEqualTo(ChasePolicy.MAX_BACKOFF);
    }
}
