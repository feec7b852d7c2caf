package io.orderpipeline.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GaugesTest {

    @Test
    void a_metric_is_the_sum_of_its_lines_but_for_what_looking_costs() {
        String metrics =
                """
                # TYPE jvm_gc_pause_seconds summary
                jvm_gc_pause_seconds_sum{action="a"} 0.5
                jvm_gc_pause_seconds_sum{action="b"} 0.25
                jvm_gc_pause_seconds_sum{action="c",cause="Diagnostic Command"} 9.0
                jvm_gc_live_data_size_bytes 1.048576E7
                """;

        assertThat(Gauges.sum(metrics, "jvm_gc_pause_seconds_sum")).isEqualTo(0.75);
        assertThat(Gauges.sum(metrics, "jvm_gc_live_data_size_bytes")).isEqualTo(10 << 20);
    }
}
