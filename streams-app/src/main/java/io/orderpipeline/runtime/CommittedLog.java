package io.orderpipeline.runtime;

import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.query.feed.CommittedFeed;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import io.orderpipeline.registry.RegistryUnavailableException;
import io.orderpipeline.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log from where it ended when this process started, on a thread of its own. There the
 * first open transaction begins: whatever is committed later lies behind it, and is heard. Brokers
 * or a registry that are away are waited for; nothing is left out meanwhile.
 */
final class CommittedLog implements CommittedFeed, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommittedLog.class);

    private static final Duration POLL = Duration.ofSeconds(1);

    /** Between two attempts to get at what is away. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * How long a subscriber waits for the end of the log to be known, and closing for the thread.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CommittedRecords records;
    private final List<TopicPartition> partitions;
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "committed-log");

    /** Where to go on; the thread's own. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

    private CommittedLog(CommittedRecords records, int partitions) {
        this.records = records;
        this.partitions =
                Stream.of(Topics.ORDER_EVENT, Topics.ORDER_REJECTION)
                        .flatMap(
                                topic ->
                                        IntStream.range(0, partitions)
                                                .mapToObj(i -> new TopicPartition(topic.name(), i)))
                        .toList();
    }

    /**
     * Begins to follow; does not wait for the brokers.
     *
     * @param partitions of each topic
     */
    static CommittedLog start(CommittedRecords records, int partitions) {
        CommittedLog log = new CommittedLog(records, partitions);
        log.thread.setDaemon(true);
        log.thread.start();
        return log;
    }

    /**
     * As promised by the interface.
     *
     * @throws UnavailableException when the log's end is not known within a few seconds, or the
     *     process stops
     */
    @Override
    public Subscription subscribe(Consumer<? super Committed> listener) {
        awaitOpened();
        if (closing.getCount() == 0) {
            throw new UnavailableException(Reason.NOT_RUNNING, "The process is being stopped.");
        }
        Subscriber subscriber = new Subscriber(listener);
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    private void awaitOpened() {
        try {
            if (opened.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new UnavailableException(
                Reason.STARTING, "The brokers have not told yet where the log ends.");
    }

    @Override
    public void close() {
        closing.countDown();
        opened.countDown();
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        do {
            try (KafkaConsumer<byte[], byte[]> open = records.consumer("feed")) {
                consumer = open;
                follow(open);
            } catch (KafkaException failed) { // a wake-up too
                if (closing.getCount() > 0) {
                    LOG.warn("cannot follow the log, trying again", failed);
                }
            } catch (RuntimeException bug) {
                LOG.error("cannot follow the log, trying again", bug);
            } finally {
                consumer = null;
            }
        } while (!closesWithin(PAUSE));
    }

    private void follow(KafkaConsumer<byte[], byte[]> open) {
        open.assign(partitions);
        if (next.isEmpty()) {
            next.putAll(ends(open));
            opened.countDown();
        } else {
            next.forEach(open::seek);
        }
        while (closing.getCount() > 0) {
            for (ConsumerRecord<byte[], byte[]> found : open.poll(POLL)) {
                hand(found);
                next.put(new TopicPartition(found.topic(), found.partition()), found.offset() + 1);
            }
        }
    }

    /** All or, when the brokers do not tell, none. */
    private Map<TopicPartition, Long> ends(KafkaConsumer<byte[], byte[]> open) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        open.seekToEnd(partitions);
        partitions.forEach(partition -> ends.put(partition, open.position(partition)));
        return ends;
    }

    /** To nobody it is not even decoded. */
    private void hand(ConsumerRecord<byte[], byte[]> found) {
        if (!subscribers.isEmpty()) {
            decode(found).ifPresent(record -> subscribers.forEach(one -> one.hear(record)));
        }
    }

    /** Waits for the registry: a record that it must explain is not left out. */
    private Optional<Committed> decode(ConsumerRecord<byte[], byte[]> found) {
        while (!subscribers.isEmpty()) {
            try {
                return records.decode(found);
            } catch (RegistryUnavailableException away) {
                LOG.warn("cannot decode, trying again: {}", away.getMessage());
                if (closesWithin(PAUSE)) {
                    break;
                }
            }
        }
        return Optional.empty();
    }

    private boolean closesWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Two subscriptions of one listener are two. */
    private static final class Subscriber {

        private final Consumer<? super Committed> listener;

        Subscriber(Consumer<? super Committed> listener) {
            this.listener = listener;
        }

        /** What one makes of it is no concern of the others. */
        void hear(Committed record) {
            try {
                listener.accept(record);
            } catch (RuntimeException bug) {
                LOG.error("a listener failed on order {}", record.orderId(), bug);
            }
        }
    }
}
