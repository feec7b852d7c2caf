package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.config.ConfigSources;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.SharedStack;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.TopicAdmin;
import io.orderpipeline.topic.TopicSettings;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topic of the tracker's ledger: made by whoever comes first, and the tracker's own. */
final class LedgerChangelogIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LocalStack STACK = SharedStack.get();

    @TempDir Path dir;

    private final Applications applications = new Applications("changelog-it-" + UUID.randomUUID());

    @BeforeAll
    static void topics() {
        try (Admin admin = admin()) {
            TopicAdmin.create(admin, TopicSettings.defaults(1));
        }
    }

    @Test
    void the_topic_is_as_kafka_streams_would_have_made_it_and_the_tracker_takes_it_for_its_own()
            throws Exception {
        try (App app = App.start(config("roles=decider"))) {
            await().atMost(PATIENCE).until(app::isReady);
        }
        String made = applications.ledgerChangelog();
        Map<String, String> before = ownSettings(made);
        assertThat(before).isEqualTo(ownSettings(applications.ordersChangelog()));
        assertThat(partitions(made)).isEqualTo(partitions(applications.ordersChangelog()));

        try (KafkaStreams tracker = new KafkaStreams(trackerTopology(), trackerSettings())) {
            tracker.start();
            await().atMost(PATIENCE).until(() -> tracker.state() == KafkaStreams.State.RUNNING);
            String orderId = "o-" + UUID.randomUUID();
            produce(Topics.PAYMENT_TRANSACTION.name(), orderId);

            await().atMost(PATIENCE)
                    .until(
                            () -> LedgerWriter.read(STACK, made, LedgerWriter.partition(orderId)),
                            found -> !found.isEmpty());
            tracker.close(CloseOptions.timeout(PATIENCE));
        }
        assertThat(ownSettings(made)).isEqualTo(before);
    }

    @Test
    void a_topic_with_another_number_of_partitions_is_named() throws Exception {
        try (Admin admin = admin()) {
            NewTopic other = new NewTopic(applications.ledgerChangelog(), 5, (short) 1);
            admin.createTopics(List.of(other)).all().get();
        }
        assertThatThrownBy(() -> App.start(config("roles=views")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(applications.ledgerChangelog() + " has 5 partitions")
                .hasMessageContaining("order.command has 6");
    }

    /** A tracker in name, source and store. */
    private static Topology trackerTopology() {
        return new Topology()
                .addSource(
                        "journal",
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.PAYMENT_TRANSACTION.name())
                .addProcessor("track", Keep::new, "journal")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(Applications.LEDGER_STORE),
                                Serdes.String(),
                                Serdes.ByteArray()),
                        "track");
    }

    private static final class Keep extends ContextualProcessor<String, byte[], Void, Void> {
        private KeyValueStore<String, byte[]> store;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            super.init(context);
            store = context.getStateStore(Applications.LEDGER_STORE);
        }

        @Override
        public void process(Record<String, byte[]> message) {
            store.put(message.key(), message.value());
        }
    }

    private Properties trackerSettings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applications.tracker());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, STACK.bootstrapServers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, dir.resolve("tracker").toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        return settings;
    }

    private static void produce(String topic, String key) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", STACK.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, new byte[] {1})).get();
        }
    }

    /** What was set for the topic itself. */
    private static Map<String, String> ownSettings(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = admin()) {
            return admin.describeConfigs(List.of(resource)).all().get().values().stream()
                    .flatMap(config -> config.entries().stream())
                    .filter(
                            entry ->
                                    entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        }
    }

    private static int partitions(String topic) throws Exception {
        try (Admin admin = admin()) {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .findFirst()
                    .orElseThrow()
                    .partitions()
                    .size();
        }
    }

    private AppConfig config(String roles) {
        return AppConfig.load(
                ConfigSources.none()
                        .assignments(
                                List.of(
                                        roles,
                                        "bootstrap.servers=" + STACK.bootstrapServers(),
                                        "schema.registry.url=" + STACK.registryUrl(),
                                        "application.prefix=" + applications.prefix(),
                                        "state.dir=" + dir.resolve("a"),
                                        "http.port=0")));
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", STACK.bootstrapServers()));
    }
}
