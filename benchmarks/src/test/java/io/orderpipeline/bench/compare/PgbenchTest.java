package io.orderpipeline.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.bench.throughput.Settled;
import io.orderpipeline.stack.StackException;
import org.junit.jupiter.api.Test;

class PgbenchTest {

    @Test
    void three_commands_are_a_life_cycle() {
        Settled settled =
                Pgbench.parse(
                        """
                        number of transactions actually processed: 1052
                        number of failed transactions: 0 (0.000%)
                        latency average = 19.700 ms
                        tps = 210.400000 (without initial connection time)
                        """);

        assertThat(settled.records()).isEqualTo(3_156);
        assertThat(settled.seconds()).isEqualTo(5);
    }

    @Test
    void what_it_says_instead_is_told() {
        assertThatThrownBy(() -> Pgbench.parse("pgbench: error: connection refused"))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("connection refused");
    }
}
