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
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void every_topic_keyed_by_order_gets_equal_partitions_and_each_its_retention_and_clock()
            throws Exception {
        TopicAdmin.create(admin, SETTINGS);
        awaitTopics(Set.copyOf(NAMES));

        TopicAdmin.requireReady(admin, Topics.ALL);
        for (Topic topic : Topics.ALL) {
            boolean byOrder = topic.isKeyedByOrder();
            assertThat(partitions(topic.name())).as(topic.name()).isEqualTo(byOrder ? 4 : 1);
            Config config = config(topic.name());
            assertThat(value(config, "cleanup.policy")).isEqualTo(byOrder ? "delete" : "compact");
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
        createTopic(Topics.ORDER_COMMAND, 4);
        createTopic(Topics.ORDER_EVENT, 3);
        createTopic(Topics.ORDER_REJECTION, 4);
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

    @ParameterizedTest
    @CsvSource({
        "order.event, cleanup.policy, compact, delete",
        "order.rejection, cleanup.policy, 'compact,delete', delete",
        "order.event, retention.ms, 604800000, -1",
        "payment.transaction, retention.bytes, 1000000, -1",
        "order.command, message.timestamp.type, CreateTime, LogAppendTime",
        "order.event, message.timestamp.type, LogAppendTime, CreateTime",
        "order.generation, cleanup.policy, delete, compact",
    })
    void a_setting_that_breaks_a_guarantee_is_refused_with_the_command_that_mends_it(
            String topic, String name, String found, String allowed) throws Exception {
        TopicAdmin.create(admin, SETTINGS);
        awaitTopics(Set.copyOf(NAMES));
        set(topic, name, found);

        assertThatThrownBy(() -> TopicAdmin.requireReady(admin, Topics.ALL))
                .isInstanceOfSatisfying(
                        TopicsNotReadyException.class,
                        refusal ->
                                assertThat(refusal.findings())
                                        .containsExactly(
                                                ("topic %1$s has %2$s=%3$s; allowed: %4$s; mend it"
                                                                + " with: kafka-configs.sh --bootstrap-server"
                                                                + " HOST:PORT --alter --entity-type topics"
                                                                + " --entity-name %1$s --add-config %2$s=%4$s")
                                                        .formatted(topic, name, found, allowed)));
        set(topic, name, allowed);
        TopicAdmin.requireReady(admin, Topics.ALL);
    }

    @Test
    void how_long_a_topic_of_the_audit_horizon_keeps_its_records_is_the_operators_choice()
            throws Exception {
        TopicAdmin.create(admin, SETTINGS);
        awaitTopics(Set.copyOf(NAMES));
        set("order.command", "retention.ms", "1000");
        set("order.command", "retention.bytes", "1000");

        TopicAdmin.requireReady(admin, Topics.ALL);
    }

    @Test
    void a_dead_letter_must_have_room_for_the_largest_command_and_its_provenance()
            throws Exception {
        TopicAdmin.create(admin, SETTINGS);
        awaitTopics(Set.copyOf(NAMES));
        assertThat(value(config("order.dead-letter"), "max.message.bytes"))
                .isEqualTo(Integer.toString(1_048_588 + 65_536));
        set("order.command", "max.message.bytes", "2000000");

        assertThatThrownBy(() -> TopicAdmin.requireReady(admin, Topics.ALL))
                .isInstanceOfSatisfying(
                        TopicsNotReadyException.class,
                        refusal ->
                                assertThat(refusal.findings())
                                        .singleElement()
                                        .asString()
                                        .startsWith(
                                                "topic order.dead-letter has max.message.bytes=1114124;"
                                                        + " allowed: 2065536 or more")
                                        .endsWith("--add-config max.message.bytes=2065536"));
        set("order.dead-letter", "max.message.bytes", "2065536");
        TopicAdmin.requireReady(admin, Topics.ALL);
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

    private void createTopic(Topic topic, int partitions) throws Exception {
        NewTopic wanted = new NewTopic(topic.name(), Optional.of(partitions), Optional.empty());
        admin.createTopics(List.of(wanted.configs(TopicRules.forCreation(topic, SETTINGS))))
                .all()
                .get();
    }

    private void set(String topic, String name, String value) throws Exception {
        AlterConfigOp change =
                new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(
                        Map.of(
                                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                List.of(change)))
                .all()
                .get();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> value.equals(value(config(topic), name)));
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
