package io.orderpipeline.generation;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes the table of generations. A change is compare-and-set: all writers share one
 * transactional id, so to begin fences whoever began before; what is read to the end thereafter can
 * only change by somebody who fences in turn, and then the commit fails and all is tried again. One
 * thread at a time.
 */
public final class GenerationLog implements AutoCloseable {

    /** How long the brokers may take for one answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int ATTEMPTS = 10;
    private static final int SHORTEST_PAUSE_MS = 50;
    private static final int LONGEST_PAUSE_MS = 400;

    private final Clients clients;
    private final Applications applications;
    private final GenerationReader reader;
    private final AvroSerde<io.orderpipeline.schema.generation.GenerationTable> serde;

    private GenerationLog(Clients clients, Applications applications, Registry registry) {
        this.clients = clients;
        this.applications = applications;
        this.reader = new GenerationReader(clients.consumer(), applications, registry);
        this.serde =
                AvroSerde.of(io.orderpipeline.schema.generation.GenerationTable.class, registry);
    }

    /**
     * Settings of Kafka's clients; {@code bootstrap.servers} must be among them.
     *
     * @param consumer of the reader
     * @param producer of the writer
     */
    public record Clients(Map<String, Object> consumer, Map<String, Object> producer) {
        public Clients {
            consumer = Map.copyOf(consumer);
            producer = Map.copyOf(producer);
        }

        /** With nothing but the addresses of the brokers. */
        public static Clients of(String bootstrapServers) {
            Map<String, Object> settings =
                    Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
            return new Clients(settings, settings);
        }
    }

    /**
     * The log of one pipeline.
     *
     * @param registry must have the subject of {@code order.generation}
     */
    public static GenerationLog open(
            Clients clients, Applications applications, Registry registry) {
        return new GenerationLog(clients, applications, registry);
    }

    /**
     * The newest table.
     *
     * @throws KafkaException the brokers did not tell within 10 s
     */
    public GenerationTable read() {
        return reader.current(PATIENCE);
    }

    /**
     * Changes the table.
     *
     * @param transition may run more than once, each time upon a newer table
     * @return the table as it is then
     * @throws ChangeRefusedException the transition refused
     * @throws KafkaException the brokers did not take it; whether it counts will show
     */
    public GenerationTable change(Function<GenerationTable, Change> transition) {
        Writing writing = new Writing(transition);
        KafkaException last = new KafkaException("not tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                pause();
            }
            try {
                return writing.attempt();
            } catch (InterruptException stopped) {
                throw stopped;
            } catch (KafkaException fencedOrUnanswered) {
                last = fencedOrUnanswered;
            }
        }
        throw new KafkaException(
                "order.generation was not changed in %d attempts: others change it, or the brokers do not answer"
                        .formatted(ATTEMPTS),
                last);
    }

    /** The attempts at one change. */
    private final class Writing {

        private final Function<GenerationTable, Change> transition;

        /** May have been committed without our hearing of it. */
        private @Nullable GenerationTable sent;

        Writing(Function<GenerationTable, Change> transition) {
            this.transition = transition;
        }

        GenerationTable attempt() {
            Producer<byte[], byte[]> producer = producer();
            try {
                return attempt(producer);
            } finally {
                producer.close(PATIENCE); // without a limit, it waits for brokers that are gone
            }
        }

        private GenerationTable attempt(Producer<byte[], byte[]> producer) {
            producer.initTransactions();
            GenerationTable now = read();
            if (now.equals(sent)) {
                return now;
            }
            GenerationTable next = next(transition.apply(now));
            sent = next;
            write(producer, next);
            return next;
        }
    }

    private static GenerationTable next(Change change) {
        if (change instanceof Change.To to) {
            return to.table();
        }
        throw new ChangeRefusedException(((Change.Refused) change).reason());
    }

    private void write(Producer<byte[], byte[]> producer, GenerationTable table) {
        String topic = Topics.ORDER_GENERATION.name();
        byte[] value = serde.serialize(topic, TableWire.write(table));
        producer.beginTransaction();
        Future<RecordMetadata> unused = // by the commit, which fails when this does
                producer.send(
                        new ProducerRecord<>(topic, 0, GenerationReader.key(applications), value));
        producer.commitTransaction();
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(clients.producer());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, applications.prefix() + "-generations");
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, applications.generations());
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        int patienceMs = (int) PATIENCE.toMillis();
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, patienceMs);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patienceMs);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void pause() {
        long ms = ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS);
        LockSupport.parkNanos(Duration.ofMillis(ms).toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptException("interrupted while order.generation was being changed");
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
