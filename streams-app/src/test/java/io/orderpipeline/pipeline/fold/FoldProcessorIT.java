package io.orderpipeline.pipeline.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.SharedStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When what was applied is written, on a real broker: no commit comes to help. */
final class FoldProcessorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LONGER_THAN_THE_TEST_MS = Duration.ofMinutes(10).toMillis();
    private static final int BURST = 1_500;
    private static final LocalStack STACK = SharedStack.get();

    @TempDir private Path directory;
    private final String topic = "words-" + UUID.randomUUID();
    private final Written written = new Written();
    private final Producer<String, byte[]> producer =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", STACK.bootstrapServers()),
                    new StringSerializer(),
                    new ByteArraySerializer());

    /** How far the store was after each record: once for each write. */
    private static final class Written implements FoldProcessor.Watch {

        private final Set<Long> offsets = ConcurrentHashMap.newKeySet();
        private volatile Optional<FoldStore> store = Optional.empty();

        @Override
        public void began(int partition, FoldStore began) {
            store = Optional.of(began);
        }

        @Override
        public void handled(int partition) {
            offsets.add(offset());
        }

        private long offset() {
            return store.flatMap(FoldStore::progress).map(Progress::offset).orElse(-1L);
        }
    }

    @BeforeEach
    void createTopic() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", STACK.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void what_comes_together_is_written_together_and_what_comes_alone_at_once() {
        for (int i = 0; i < BURST; i++) {
            send("a");
        }
        producer.flush();

        try (KafkaStreams streams = new KafkaStreams(topology(), settings())) {
            streams.start();
            await().atMost(PATIENCE).until(() -> written.offset() == BURST - 1);
            assertThat(written.offsets).isNotEmpty().hasSizeLessThan(BURST / 20);

            send("b");
            producer.flush();
            await().atMost(PATIENCE).until(() -> written.offset() == BURST);
            assertThat(written.store.flatMap(store -> store.get(Words.TIMES, "b"))).isPresent();
        }
    }

    @Test
    void what_comes_before_a_record_that_cannot_be_handled_does_not_wait_either() {
        send("a");
        send(Words.POISON);
        producer.flush();

        try (KafkaStreams streams = new KafkaStreams(topology(), settings())) {
            streams.start();
            await().atMost(PATIENCE).until(() -> written.offset() == 1);
            assertThat(written.store.flatMap(store -> store.get(Words.TIMES, "a"))).isPresent();
        }
    }

    private void send(String word) {
        var unused = producer.send(new ProducerRecord<>(topic, "k", Words.bytes(word)));
    }

    private Topology topology() {
        QueueHeads heads = new QueueHeads();
        Topology topology = new Topology();
        return topology.addReadOnlyStateStore(
                new FoldStoreBuilder("words", "1", Words::new),
                "read",
                heads,
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topic,
                "fold",
                () -> new FoldProcessor("words", heads, written));
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.putAll(
                Map.of(
                        "application.id",
                        topic,
                        "bootstrap.servers",
                        STACK.bootstrapServers(),
                        "state.dir",
                        directory.toString(),
                        "commit.interval.ms",
                        LONGER_THAN_THE_TEST_MS,
                        "processing.exception.handler",
                        LogAndContinueProcessingExceptionHandler.class));
        return settings;
    }
}
