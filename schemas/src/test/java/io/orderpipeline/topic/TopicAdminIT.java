package io.orderpipeline.topic;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orderpipeline.stack.SharedStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicAdminIT {

    private static final TopicSettings SETTINGS =
            new TopicSettings(4, (short) 1, (short) 1, Duration.ofDays(3));
    private static final List<String> NAMES = Topics.ALL.stream().map(Topic::name).toList();

    private final Admin admin =
            Admin.create(
                    Map.of(
                            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                            SharedStack.get().bootstrapServers()));

    @BeforeEach
    void beginWithoutTopics() throws Exception {
        Set<String> present = admin.listTopics().names().get();
        admin.deleteTopics(NAMES.stream().filter(present::contains).toList()).all().get();
        awaitTopics(Set.of());
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void every_topic_gets_equal_partitions_its_retention_and_its_clock() throws Exception {
        TopicAdmin.create(admin, SETTINGS);
        awaitTopics(Set.copyOf(NAMES));

        TopicAdmin.requireReady(admin, Topics.ALL);
        for (Topic topic : Topics.ALL) {
            assertThat(partitions(topic.name())).as(topic.name()).isEqualTo(4);
            Config config = config(topic.name());
            assertThat(value(config, "cleanup.policy")).isEqualTo("delete");
            assertThat(value(config, "min.insync.replicas")).isEqualTo("1");
        }
        assertSettings("order.command", "259200000", "LogAppendTime");
        assertSettings("order.event", "-1", "CreateTime");
        assertSettings("order.rejection", "259200000", "CreateTime");
        assertSettings("payment.transaction", "-1", "LogAppendTime");
        assertSettings("order.compensation", "-1", "LogAppendTime");
        assertSettings("payment.refund", "259200000", "CreateTime");
        assertSettings("order.dead-letter", "259200000", "CreateTime");
    }

    @Test
    void to_create_again_leaves_what_is_there() throws Exception {
        TopicAdmin.create(admin, SETTINGS);
        awaitTopics(Set.copyOf(NAMES));
        TopicAdmin.create(admin, new TopicSettings(9, (short) 1, (short) 1, Duration.ofDays(1)));
        assertThat(partitions("order.event")).isEqualTo(4);
        assertSettings("order.command", "259200000", "LogAppendTime");
    }

    @Test
    void everything_that_is_missing_or_differs_is_listed_with_what_to_do() throws Exception {
        createTopic("order.command", 4);
        createTopic("order.event", 3);
        createTopic("order.rejection", 4);
        awaitTopics(Set.of("order.command", "order.event", "order.rejection"));

        var refusal =
                catchThrowableOfType(
                        TopicsNotReadyException.class,
                        () ->
                                TopicAdmin.requireReady(
                                        admin,
                                        List.of(
                                                Topics.ORDER_EVENT,
                                                Topics.ORDER_REJECTION,
                                                Topics.PAYMENT_REFUND)));

        assertThat(refusal.findings())
                .containsExactly(
                        "topic order.event has 3 partitions, but order.command has 4",
                        "topic payment.refund is missing");
        assertThat(refusal)
                .hasMessageContaining("order.event has 3 partitions")
                .hasMessageContaining("payment.refund is missing")
                .hasMessageContaining("./pipeline up")
                .hasMessageContaining("./pipeline topics");
    }

    @Test
    void without_any_topic_the_first_to_be_named_missing_is_the_one_that_sets_the_count() {
        assertThatThrownBy(() -> TopicAdmin.requireReady(admin, List.of(Topics.ORDER_EVENT)))
                .isInstanceOfSatisfying(
                        TopicsNotReadyException.class,
                        e ->
                                assertThat(e.findings())
                                        .containsExactly(
                                                "topic order.command is missing",
                                                "topic order.event is missing"));
    }

    @Test
    void more_copies_than_brokers_are_refused_by_the_broker() {
        assertThatThrownBy(() -> TopicAdmin.create(admin, TopicSettings.defaults(3)))
                .isInstanceOf(InvalidReplicationFactorException.class);
    }

    @Test
    void a_broker_that_does_not_answer_is_a_time_out_of_kafka() {
        Map<String, Object> nowhere =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        "127.0.0.1:1",
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        1_000,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        500);
        try (Admin deaf = Admin.create(nowhere)) {
            assertThatThrownBy(() -> TopicAdmin.requireReady(deaf, Topics.ALL))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    private void createTopic(String name, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                .all()
                .get();
    }

    private void awaitTopics(Set<String> expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(admin.listTopics().names().get())
                                        .filteredOn(NAMES::contains)
                                        .containsExactlyInAnyOrderElementsOf(expected));
    }

    private int partitions(String topic) throws Exception {
        var descriptions = admin.describeTopics(List.of(topic)).allTopicNames().get();
        return requireNonNull(descriptions.get(topic)).partitions().size();
    }

    private void assertSettings(String topic, String retentionMs, String timestampType)
            throws Exception {
        Config config = config(topic);
        assertThat(value(config, "retention.ms")).as(topic).isEqualTo(retentionMs);
        assertThat(value(config, "message.timestamp.type")).as(topic).isEqualTo(timestampType);
    }

    private static String value(Config config, String key) {
        return config.get(key).value();
    }

    private Config config(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return requireNonNull(admin.describeConfigs(List.of(resource)).all().get().get(resource));
    }
}
