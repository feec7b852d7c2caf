package io.orderpipeline.runtime;

import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import io.orderpipeline.query.stream.CommittedPast;
import io.orderpipeline.registry.RegistryUnavailableException;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log again for those who have missed a part of it, each over a consumer of its own that
 * lives as long as the reading. Asks where it ends over one connection, which is made for the first
 * who asks: most processes never need it. Safe for many threads.
 */
final class LogPast implements CommittedPast, AutoCloseable {

    /** Each takes a connection to every broker, and up to what one fetch brings of memory. */
    private static final int READERS = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AppConfig config;
    private final CommittedRecords records;
    private final int partitions;
    private final PastReading.Bounds bounds;
    private final Semaphore readers = new Semaphore(READERS);
    private @Nullable Admin admin;
    private boolean closed;

    /**
     * Connects to nothing yet.
     *
     * @param partitions of {@code order.event}
     */
    LogPast(AppConfig config, CommittedRecords records, int partitions, PastReading.Bounds bounds) {
        this.config = config;
        this.records = records;
        this.partitions = partitions;
        this.bounds = bounds;
    }

    @Override
    public Map<Integer, Long> ends() {
        try {
            return admin()
                    .listOffsets(
                            IntStream.range(0, partitions)
                                    .mapToObj(LogPast::partition)
                                    .collect(
                                            Collectors.toMap(
                                                    Function.identity(),
                                                    partition -> OffsetSpec.latest())),
                            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .entrySet()
                    .stream()
                    .collect(
                            Collectors.toMap(
                                    end -> end.getKey().partition(),
                                    end -> offset(end.getValue())));
        } catch (ExecutionException | TimeoutException | KafkaException silent) {
            throw new UnavailableException(
                    Reason.CATCHING_UP, "The brokers do not tell where the log ends.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw stopping();
        }
    }

    private static long offset(ListOffsetsResultInfo end) {
        return end.offset();
    }

    @Override
    public void read(
            Map<Integer, Long> from,
            Map<Integer, Long> to,
            Consumer<? super Committed.Event> reader) {
        if (!readers.tryAcquire()) {
            throw new UnavailableException(
                    Reason.CATCHING_UP, READERS + " others are reading the past now.");
        }
        try (KafkaConsumer<byte[], byte[]> consumer = records.consumer("past")) {
            new PastReading(consumer, records, bounds).read(positions(from), positions(to), reader);
        } catch (RegistryUnavailableException away) {
            throw new UnavailableException(
                    Reason.CATCHING_UP, "The schema registry does not answer.");
        } catch (KafkaException failed) {
            throw new UnavailableException(Reason.CATCHING_UP, "The brokers do not answer.");
        } finally {
            readers.release();
        }
    }

    private static Map<TopicPartition, Long> positions(Map<Integer, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(e -> partition(e.getKey()), Map.Entry::getValue));
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(Topics.ORDER_EVENT.name(), number);
    }

    private synchronized Admin admin() {
        if (closed) {
            throw stopping();
        }
        if (admin == null) {
            admin = Admin.create(settings());
        }
        return admin;
    }

    private static UnavailableException stopping() {
        return new UnavailableException(Reason.NOT_RUNNING, "The process is being stopped.");
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(config.kafka().admin());
        settings.put(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.cluster().bootstrapServers());
        settings.put(
                AdminClientConfig.CLIENT_ID_CONFIG,
                config.instance().applications().prefix() + "-ends");
        return settings;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (admin != null) {
            admin.close(PATIENCE);
            admin = null;
        }
    }
}
