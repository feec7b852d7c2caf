package io.orderpipeline.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final Metrics METRICS =
            new Metrics(
                    """
                    # TYPE jvm_gc_pause_seconds summary
                    jvm_gc_pause_seconds_sum{action="a"} 0.5
                    jvm_gc_pause_seconds_sum{action="b"} 0.25
                    jvm_gc_pause_seconds_sum{action="c",cause="Diagnostic Command"} 9.0
                    jvm_gc_live_data_size_bytes 1.048576E7
                    """);

    @Test
    void a_metric_is_the_sum_of_its_lines() {
        assertThat(METRICS.sum("jvm_gc_pause_seconds_sum")).isEqualTo(9.75);
        assertThat(METRICS.sum("jvm_gc_live_data_size_bytes")).isEqualTo(10 << 20);
    }

    @Test
    void what_looking_costs_can_be_left_out() {
        assertThat(METRICS.sumUntold("jvm_gc_pause_seconds_sum")).isEqualTo(0.75);
    }
}
