package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.pipeline.deadletter.FailureHandlers;
import io.orderpipeline.pipeline.deadletter.Quarantine;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.config.ConfigSources;
import io.orderpipeline.runtime.config.InvalidConfigException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Kafka Streams makes of the settings it is given. */
final class StreamsPropertiesTest {

    private static final StreamsProperties.Running RUNNING =
            new StreamsProperties.Running(
                    "i-1", new HostInfo("127.0.0.1", 1), new ChangelogPolicy(3, "2"), 2);

    @Test
    void the_decider_runs_exactly_once_with_transactions_that_end_in_time() {
        StreamsConfig config = of(Role.DECIDER, "transaction.timeout.ms=20000");

        assertThat(config.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
        assertThat(config.getProducerConfigs("p"))
                .containsEntry("transaction.timeout.ms", 20_000)
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true);
        assertThat(consumer(config)).containsEntry("isolation.level", "read_committed");
    }

    @Test
    void the_views_run_at_least_once_on_what_is_committed() {
        StreamsConfig config = of(Role.VIEWS, "kafka.streams.processing.guarantee=exactly_once_v2");

        assertThat(config.getString("processing.guarantee")).isEqualTo("at_least_once");
        assertThat(consumer(config)).containsEntry("isolation.level", "read_committed");
    }

    @Test
    void a_restarted_instance_is_the_same_member_of_a_classic_group() {
        assertThat(consumer(of(Role.DECIDER, "session.timeout.ms=9000")))
                .containsEntry("group.id", "order-pipeline-decider")
                .containsEntry("group.instance.id", "i-1-1")
                .containsEntry("session.timeout.ms", 9_000)
                .containsEntry("heartbeat.interval.ms", 3_000)
                .containsEntry("auto.offset.reset", "earliest");
        assertThat(of(Role.DECIDER).getString("group.protocol")).isEqualToIgnoringCase("classic");
    }

    @Test
    void the_views_do_not_wait_for_their_inputs_in_the_order_of_their_time() {
        assertThat(of(Role.DECIDER).getLong("max.task.idle.ms")).isZero();
        assertThat(of(Role.TRACKER).getLong("max.task.idle.ms")).isZero();
        assertThat(of(Role.VIEWS).getLong("max.task.idle.ms")).isEqualTo(-1);
    }

    @Test
    void changelogs_are_as_durable_as_the_log() {
        StreamsConfig config = of(Role.DECIDER);

        assertThat(config.getInt("replication.factor")).isEqualTo(3);
        assertThat(config.originals()).containsEntry("topic.min.insync.replicas", "2");
    }

    @Test
    void names_are_explicit_and_topologies_not_optimised() {
        StreamsConfig config = of(Role.VIEWS);

        assertThat(config.getBoolean("ensure.explicit.internal.resource.naming")).isTrue();
        assertThat(config.getString("topology.optimization")).isEqualTo("none");
        assertThat(config.getString("application.id")).isEqualTo("order-pipeline-views-2");
        assertThat(config.getString("application.server")).isEqualTo("127.0.0.1:1");
    }

    @Test
    void settings_that_pass_through_reach_the_clients() {
        StreamsConfig config =
                of(
                        Role.DECIDER,
                        "kafka.producer.linger.ms=7",
                        "kafka.consumer.max.poll.records=11",
                        "kafka.reconnect.backoff.ms=77",
                        "kafka.streams.task.timeout.ms=1234");

        assertThat(config.getProducerConfigs("p"))
                .containsEntry("linger.ms", "7")
                .containsEntry("reconnect.backoff.ms", "77");
        assertThat(consumer(config))
                .containsEntry("max.poll.records", "11")
                .containsEntry("reconnect.backoff.ms", "77");
        assertThat(config.getLong("task.timeout.ms")).isEqualTo(1_234);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void nothing_that_is_set_here_can_be_set_from_outside(Role role) {
        AppConfig config = AppConfig.load(ConfigSources.none());
        Properties all = StreamsProperties.of(role, config, RUNNING);
        all.putAll(FailureHandlers.settings(new Quarantine()));

        assertThat(all.stringPropertyNames()).isNotEmpty();
        all.keySet().stream().map(String::valueOf).forEach(StreamsPropertiesTest::assertRefused);
    }

    private static void assertRefused(String streamsKey) {
        boolean ofClient = streamsKey.startsWith("producer.") || streamsKey.startsWith("consumer.");
        String key = (ofClient ? "kafka." : "kafka.streams.") + streamsKey;
        assertThatThrownBy(
                        () -> AppConfig.load(ConfigSources.none().assignments(List.of(key + "=x"))))
                .as(key)
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(key)
                .message()
                .as("%s is refused for what it is, not for its value", key)
                .doesNotContain("Kafka refuses it");
    }

    private static Map<String, Object> consumer(StreamsConfig config) {
        return config.getMainConsumerConfigs("order-pipeline-decider", "c", 1);
    }

    private static StreamsConfig of(Role role, String... assignments) {
        AppConfig config = AppConfig.load(ConfigSources.none().assignments(List.of(assignments)));
        return new StreamsConfig(StreamsProperties.of(role, config, RUNNING));
    }
}
