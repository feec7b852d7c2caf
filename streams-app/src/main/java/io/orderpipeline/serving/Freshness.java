package io.orderpipeline.serving;

import io.orderpipeline.pipeline.view.ViewProgress;
import io.orderpipeline.pipeline.view.ViewTotals;
import io.orderpipeline.pipeline.view.ViewWatch;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.state.OrderStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows how old what the stores say may be: opens partitions that have come here once they have
 * caught up, and tells of a standby's copy how far behind it is. Has a thread of its own, which
 * looks at the ends of the sources; may be asked by any.
 */
public final class Freshness implements ViewWatch, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Freshness.class);

    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE_WHILE_SHUT_NANOS = Duration.ofMillis(50).toNanos();
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Optional<ViewsSource>> views;
    private final List<String> topics;
    private final Duration oldest;
    private final Consumer<byte[], byte[]> consumer;
    private final CommittedEnds ends;
    private final Gates gates = new Gates();
    private final ViewTotals totals = new ViewTotals();
    private final Thread thread = new Thread(this::run, "views-freshness");
    private volatile boolean closed;

    /**
     * Looks at nothing yet.
     *
     * @param topics the sources of the views
     * @param partitions how many each of them has
     * @param oldest a standby's copy that may be older does not answer
     * @param consumer reads what is committed, without a group; closed with this
     */
    public Freshness(
            Supplier<Optional<ViewsSource>> views,
            List<String> topics,
            int partitions,
            Duration oldest,
            Consumer<byte[], byte[]> consumer) {
        this.views = views;
        this.topics = List.copyOf(topics);
        this.oldest = oldest;
        this.consumer = consumer;
        List<TopicPartition> sources = new ArrayList<>();
        for (String topic : topics) {
            for (int partition = 0; partition < partitions; partition++) {
                sources.add(new TopicPartition(topic, partition));
            }
        }
        this.ends = new CommittedEnds(consumer, sources, System::nanoTime);
        thread.setDaemon(true);
    }

    /** Begins to look. */
    public void start() {
        thread.start();
    }

    /** What the stores count. */
    public ViewTotals totals() {
        return totals;
    }

    Gates gates() {
        return gates;
    }

    /** What the views still have to catch up with, for people; absent when they have. */
    public Optional<String> catchingUp() {
        return Optional.of(gates.shut())
                .filter(shut -> !shut.isEmpty())
                .map(shut -> "partitions " + shut + " to catch up with the log");
    }

    /** How old a standby's copy may be at most; throws when that is too old. */
    long stalenessMs(Partition copy) {
        long worst = 0;
        for (String topic : topics) {
            OptionalLong age =
                    ends.ageMs(new TopicPartition(topic, copy.number()), applied(copy, topic));
            if (age.isEmpty() || age.getAsLong() > oldest.toMillis()) {
                throw new UnavailableException(
                        UnavailableException.Reason.REBALANCING,
                        "The owner of partition %d does not answer, and the copy here is older than %s."
                                .formatted(copy.number(), oldest));
            }
            worst = Math.max(worst, age.getAsLong());
        }
        return worst;
    }

    private static long applied(Partition copy, String topic) {
        return copy.progress(topic).map(ViewProgress::offset).orElse(CommittedEnds.NOTHING);
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                look();
                LockSupport.parkNanos(
                        gates.shut().isEmpty() ? PAUSE_NANOS : PAUSE_WHILE_SHUT_NANOS);
            }
        } catch (WakeupException | InterruptException stop) {
            LOG.debug("stopped", stop);
        }
    }

    private void look() {
        try {
            ends.look();
            gates.open(this::goal);
        } catch (WakeupException | InterruptException stop) {
            throw stop;
        } catch (KafkaException unanswered) {
            LOG.warn("the ends of the views' sources cannot be seen: {}", unanswered.toString());
        }
    }

    /** To have applied what the first look saw that began after the partition came. */
    private Optional<Gates.Goal> goal(int partition, long nanos) {
        Map<String, Long> last = new HashMap<>();
        for (String topic : topics) {
            Optional<CommittedEnds.Look> look =
                    ends.since(new TopicPartition(topic, partition), nanos);
            if (look.isEmpty()) {
                return Optional.empty();
            }
            last.put(topic, look.get().last());
        }
        return Optional.of(() -> reached(partition, last));
    }

    private boolean reached(int partition, Map<String, Long> last) {
        ViewsSource source = views.get().orElse(null);
        if (source == null) {
            return false;
        }
        Partition copy = new Partition(source, partition);
        try {
            return last.entrySet().stream()
                    .allMatch(each -> applied(copy, each.getKey()) >= each.getValue());
        } catch (UnavailableException | InvalidStateStoreException moved) {
            return false;
        }
    }

    @Override
    public void began(int partition) {
        totals.began(partition);
        gates.began(partition, System.nanoTime());
        LockSupport.unpark(thread);
    }

    @Override
    public void gone(int partition) {
        gates.gone(partition);
        totals.gone(partition);
    }

    @Override
    public void orders(int partition, Map<OrderStatus, Long> counts) {
        totals.orders(partition, counts);
    }

    @Override
    public void transactions(int partition, Map<TransactionState, Long> counts) {
        totals.transactions(partition, counts);
    }

    @Override
    public void handled(int partition) {
        totals.handled(partition);
    }

    @Override
    public void close() {
        closed = true;
        if (thread.getState() == Thread.State.NEW) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
