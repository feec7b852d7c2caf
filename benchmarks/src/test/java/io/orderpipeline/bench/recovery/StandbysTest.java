package io.orderpipeline.bench.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.bench.lab.Metrics;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandbysTest {

    @Test
    void standbys_are_warm_when_there_is_one_of_each_partition_and_none_is_far_behind() {
        assertThat(areWarm(told(2, 2, 2, 40))).isTrue();
        assertThat(areWarm(told(2, 2, 0, 40))).isFalse();
        assertThat(areWarm(told(2, 2, 2, 4_000))).isFalse();
    }

    /** Where little is kept, each owns some and has standbys of the others. */
    @Test
    void it_does_not_matter_on_which_instance_they_are() {
        assertThat(areWarm(told(1, 2, 0, 20), told(1, 0, 2, 20))).isTrue();
        assertThat(areWarm(told(1, 2, 0, 20), told(0, 0, 2, 20))).isFalse();
    }

    @Test
    void standbys_of_which_nothing_is_known_are_not_warm() {
        assertThat(areWarm(told(2, 2, Double.NaN, 0))).isFalse();
        assertThat(areWarm(told(2, 2, 2, Double.NaN))).isFalse();
        assertThat(areWarm(new Metrics(""))).isFalse();
    }

    private static boolean areWarm(Metrics... apps) {
        return Standbys.tellOfWarmOnes(List.of(apps), 2);
    }

    private static Metrics told(double decider, double tracker, double views, double lag) {
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
