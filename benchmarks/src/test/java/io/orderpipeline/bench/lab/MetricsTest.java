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

    @Test
    void standbys_are_warm_when_there_is_one_of_each_partition_and_none_is_far_behind() {
        assertThat(App.areWarm(standbys(2, 2, 2, 40), 2)).isTrue();
        assertThat(App.areWarm(standbys(2, 2, 0, 40), 2)).isFalse();
        assertThat(App.areWarm(standbys(2, 2, 2, 4_000), 2)).isFalse();
    }

    @Test
    void standbys_of_which_nothing_is_known_are_not_warm() {
        assertThat(App.areWarm(standbys(2, 2, Double.NaN, 0), 2)).isFalse();
        assertThat(App.areWarm(standbys(2, 2, 2, Double.NaN), 2)).isFalse();
        assertThat(App.areWarm(new Metrics(""), 2)).isFalse();
    }

    private static Metrics standbys(double decider, double tracker, double views, double lag) {
        return new Metrics(
                """
                order_pipeline_standby_partitions{role="decider"} %s
                order_pipeline_standby_partitions{role="tracker"} %s
                order_pipeline_standby_partitions{role="views"} %s
                order_pipeline_standby_lag_records{role="views"} %s
                """
                        .formatted(decider, tracker, views, lag));
    }
}
