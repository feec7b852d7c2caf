package io.orderpipeline.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicSettingsTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 2, 1", "3, 3, 2", "5, 3, 2"})
    void copies_follow_from_the_number_of_brokers(int brokers, short replicas, short inSync) {
        assertThat(TopicSettings.defaults(brokers))
                .isEqualTo(new TopicSettings(6, replicas, inSync, Duration.ofDays(30)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, PT1H, partitions is 0; allowed: 1 to 1000",
        "1001, 1, 1, PT1H, partitions is 1001",
        "6, 0, 1, PT1H, replicationFactor is 0",
        "6, 1, 2, PT1H, 'minInSyncReplicas is 2; allowed: 1 to replicationFactor, which is 1'",
        "6, 1, 0, PT1H, minInSyncReplicas is 0",
        "6, 1, 1, PT0S, auditHorizon is PT0S"
    })
    void an_impossible_setting_is_refused_by_name(
            int partitions, short replicas, short inSync, Duration horizon, String message) {
        assertThatThrownBy(() -> new TopicSettings(partitions, replicas, inSync, horizon))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
