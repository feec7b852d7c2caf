package io.orderpipeline.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of Kafka's clients: which pass, and which a guarantee hangs on. */
final class PassThroughTest {

    @Test
    void settings_reach_the_clients_they_are_meant_for() {
        KafkaSettings kafka =
                load(
                                "kafka.security.protocol=SSL",
                                "kafka.producer.linger.ms=5",
                                "kafka.consumer.max.poll.records=10",
                                "kafka.admin.retries=3",
                                "kafka.streams.task.timeout.ms=60000",
                                "kafka.streams.main.consumer.fetch.max.bytes=1000")
                        .kafka();

        assertThat(kafka.streams())
                .containsOnly(
                        Map.entry("security.protocol", "SSL"),
                        Map.entry("producer.linger.ms", "5"),
                        Map.entry("consumer.max.poll.records", "10"),
                        Map.entry("admin.retries", "3"),
                        Map.entry("task.timeout.ms", "60000"),
                        Map.entry("main.consumer.fetch.max.bytes", "1000"));
        assertThat(kafka.admin())
                .containsOnly(Map.entry("security.protocol", "SSL"), Map.entry("retries", "3"));
        assertThat(kafka.consumer())
                .containsOnly(
                        Map.entry("security.protocol", "SSL"), Map.entry("max.poll.records", "10"));
    }

    @Test
    void a_variable_of_the_environment_sets_a_client_setting_even_one_with_an_underscore() {
        AppConfig config =
                AppConfig.load(
                        ConfigSources.none()
                                .environment(
                                        Map.of(
                                                "ORDER_PIPELINE_KAFKA_PRODUCER_LINGER_MS",
                                                "7",
                                                "ORDER_PIPELINE_KAFKA_STREAMS_RACK_AWARE"
                                                        + "_ASSIGNMENT_NON_OVERLAP_COST",
                                                "1")));

        assertThat(config.kafka().streams())
                .containsOnly(
                        Map.entry("producer.linger.ms", "7"),
                        Map.entry("rack.aware.assignment.non_overlap_cost", "1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.streams.processing.guarantee=at_least_once | a crash doubles or loses events",
                "kafka.streams.topology.optimization=all | source topic as a store's changelog",
                "kafka.streams.topology.optimization=reuse.ktable.source.topics | changelog",
                "kafka.consumer.enable.auto.commit=true | committed with the outputs",
                "kafka.enable.auto.commit=true | committed with the outputs",
                "kafka.consumer.isolation.level=read_uncommitted | must not be seen",
                "kafka.isolation.level=read_uncommitted | must not be seen",
                "kafka.streams.main.consumer.isolation.level=read_uncommitted | must not be seen",
                "kafka.producer.acks=1 | lost with the leader; allowed: -1 or all",
                "kafka.acks=0 | lost with the leader",
                "kafka.producer.enable.idempotence=false | append its records twice",
                "kafka.consumer.auto.offset.reset=latest | would be skipped; allowed: earliest",
                "kafka.streams.ensure.explicit.internal.resource.naming=false | orphan the state",
                "kafka.streams.group.protocol=streams | needs the classic protocol",
                "kafka.bootstrap.servers=a:1 | set bootstrap.servers instead",
                "kafka.streams.state.dir=/x | set state.dir instead",
                "kafka.streams.application.id=x | set application.prefix instead",
                "kafka.producer.transaction.timeout.ms=1 | set transaction.timeout.ms instead",
                "kafka.streams.commit.interval.ms=1 | set commit.interval.ms instead",
                "kafka.producer.transactional.id=x | derives it from the application id",
                "kafka.producer.partitioner.class=x | by the default partitioner",
                "kafka.streams.processing.exception.handler=x | dead-letter topic, always",
                "kafka.streams.default.production.exception.handler=x | dead-letter topic, always",
                "kafka.streams.processing.exception.handler.global.enabled=false | dead-letter topic",
                "kafka.streams.errors.dead.letter.queue.topic.name=x | with their provenance",
                "kafka.streams.default.timestamp.extractor=x | decides what is forgotten",
                "kafka.streams.processor.wrapper.class=x | with nothing around them",
                "kafka.producer.linger.ms=soon | Kafka refuses it",
                "kafka.producer.linger.ms=-5 | Kafka refuses it",
                "kafka.producer.compression.type=zip | Kafka refuses it",
            })
    void an_unsafe_or_malformed_setting_is_refused_with_the_reason(
            String assignment, String reason) {
        assertThatThrownBy(() -> load(assignment))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(assignment.substring(0, assignment.indexOf('=')) + " = '")
                .hasMessageContaining("(flag --set)")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.streams.processing.guarantee=exactly_once_v2",
                "kafka.producer.acks=-1",
                "kafka.producer.acks=all",
                "kafka.consumer.isolation.level=read_committed",
                "kafka.streams.topology.optimization=none",
            })
    void the_safe_value_of_a_guarded_setting_may_be_written_down(String assignment) {
        assertThat(load(assignment).kafka().streams()).hasSize(1);
    }

    @Test
    void secrets_are_not_shown() {
        AppConfig config =
                load("kafka.sasl.jaas.config=x required password=\"hunter2\";", "http.port=1");

        assertThat(ConfigTable.of(config)).contains("********").doesNotContain("hunter2");
        assertThat(config.toString()).contains("********").doesNotContain("hunter2");
        assertThatThrownBy(() -> load("kafka.ssl.key.password=hunter2", "http.port=x"))
                .hasMessageNotContaining("hunter2");
        assertThat(config.kafka().streams().get("sasl.jaas.config")).contains("hunter2");
    }

    private static AppConfig load(String... assignments) {
        return AppConfig.load(ConfigSources.none().assignments(List.of(assignments)));
    }
}
