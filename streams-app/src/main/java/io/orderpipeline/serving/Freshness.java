package io.orderpipeline.serving;

import io.orderpipeline.pipeline.fold.Progress;
import io.orderpipeline.pipeline.view.ViewTotals;
import io.orderpipeline.pipeline.view.ViewWatch;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.state.OrderStatus;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
 * caught up, and tells of a standby's copy how far behind it is. Goes by what the stores say of
 * their progress, which is just what they hold. Has a thread of its own, which looks at the
 * brokers; may be asked by any.
 */
public final class Freshness implements ViewWatch, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Freshness.class);

    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE_WHILE_SHUT_NANOS = Duration.ofMillis(50).toNanos();
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Optional<ViewsSource>> views;
    private final Map<String, String> stores;
    private final Duration oldest;
    private final Consumer<byte[], byte[]> consumer;
    private final CommittedEnds ends;
    private final Set<TopicPartition> sources;
    private final Gates gates;
    private final ViewTotals totals = new ViewTotals();
    private final Thread thread = new Thread(this::run, "views-freshness");

    /** Only touched by the thread. */
    private Map<TopicPartition, Long> committed = Map.of();

    private volatile boolean closed;

    /** As of the last look; unknown before the first. */
    private volatile long behind = -1;

    /**
     * What the views read.
     *
     * @param stores of the views, by the topic that each is a fold of
     * @param partitions how many each topic has
     */
    public record Sources(Map<String, String> stores, int partitions) {
        Set<TopicPartition> all() {
            Set<TopicPartition> all = new HashSet<>();
            for (String topic : stores.keySet()) {
                for (int partition = 0; partition < partitions; partition++) {
                    all.add(new TopicPartition(topic, partition));
                }
            }
            return all;
        }
    }

    /**
     * Looks at nothing yet.
     *
     * @param oldest a standby's copy that may be older does not answer
     * @param consumer reads what is committed, and may ask where the views' group is, but does not
     *     join it; closed with this
     * @param turn whether these views are the ones that answer
     */
    public Freshness(
            Supplier<Optional<ViewsSource>> views,
            Sources sources,
            Duration oldest,
            Consumer<byte[], byte[]> consumer,
            Turn turn) {
        this.views = views;
        this.stores = Map.copyOf(sources.stores());
        this.gates = new Gates(turn);
        this.oldest = oldest;
        this.consumer = consumer;
        this.sources = Set.copyOf(sources.all());
        this.ends = new CommittedEnds(consumer, this.sources, oldest, System::nanoTime);
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

    /** Every partition is to catch up with the log as it is now, before it answers again. */
    public void anew() {
        gates.anew(System.nanoTime());
        LockSupport.unpark(thread);
    }

    /** The partitions that are here. */
    public Set<Integer> partitions() {
        return gates.here();
    }

    /**
     * Whether everything that is here has caught up with the log as it was when it came, or when
     * that was last asked for.
     */
    public boolean isCaughtUp() {
        return gates.shut().isEmpty();
    }

    /**
     * How many records of its sources the partitions here have not committed yet, at most; -1 when
     * that is not known.
     */
    public long behind() {
        return behind;
    }

    /** What the views still have to catch up with, for people; absent when they have. */
    public Optional<String> catchingUp() {
        return Optional.of(gates.shut())
                .filter(shut -> !shut.isEmpty())
                .map(shut -> "partitions " + shut + " to catch up with the log");
    }

    /** How old a standby's copy may be at most; throws when that is too old. */
    long stalenessMs(int partition) {
        long worst = 0;
        for (String topic : stores.keySet()) {
            TopicPartition source = new TopicPartition(topic, partition);
            OptionalLong age = ends.of(source).ageMs(applied(source), System.nanoTime());
            if (age.isEmpty() || age.getAsLong() > oldest.toMillis()) {
                throw new UnavailableException(
                        UnavailableException.Reason.REBALANCING,
                        "The owner of partition %d does not answer, and the copy here is older than %s."
                                .formatted(partition, oldest));
            }
            worst = Math.max(worst, age.getAsLong());
        }
        return worst;
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
            committed = committed();
            gates.open(this::goal);
            behind = countBehind();
        } catch (WakeupException | InterruptException stop) {
            throw stop;
        } catch (KafkaException | ConcurrentModificationException unanswered) {
            LOG.warn( // the next look may succeed, and Streams' tasks change while they are read
                    "the views' sources, or how far the views are, cannot be seen: {}",
                    unanswered.toString());
        }
    }

    private Map<TopicPartition, Long> committed() {
        Map<TopicPartition, Long> committed = new HashMap<>();
        consumer.committed(sources)
                .forEach(
                        (source, position) ->
                                committed.put(source, position == null ? 0 : position.offset()));
        return committed;
    }

    private long countBehind() {
        Set<Integer> here = gates.here();
        return sources.stream()
                .filter(source -> here.contains(source.partition()))
                .mapToLong(
                        source ->
                                Math.max(
                                        0,
                                        ends.of(source).last()
                                                + 1
                                                - committed.getOrDefault(source, 0L)))
                .sum();
    }

    /** To have what the first look saw that began after the partition came. */
    private Optional<Gates.Goal> goal(int partition, long nanos) {
        Map<TopicPartition, Long> last = new HashMap<>();
        for (String topic : stores.keySet()) {
            TopicPartition source = new TopicPartition(topic, partition);
            Optional<RecentLooks.Look> look = ends.of(source).since(nanos);
            if (look.isEmpty()) {
                return Optional.empty();
            }
            last.put(source, look.get().last());
        }
        return Optional.of(() -> isApplied(last));
    }

    private boolean isApplied(Map<TopicPartition, Long> last) {
        return last.entrySet().stream().allMatch(each -> has(each.getKey(), each.getValue()));
    }

    /** An owner has what its group has committed, be it that a record without a key was skipped. */
    private boolean has(TopicPartition source, long offset) {
        try {
            return committed.getOrDefault(source, 0L) > offset || applied(source) >= offset;
        } catch (InvalidStateStoreException moved) {
            return false;
        }
    }

    private String storeOf(TopicPartition source) {
        return Objects.requireNonNull(stores.get(source.topic()));
    }

    /** The last record of a source that the copy here has. */
    private long applied(TopicPartition source) {
        String store = storeOf(source);
        return views.get()
                .flatMap(found -> new Partition(found, source.partition()).progress(store))
                .map(Progress::offset)
                .orElse(RecentLooks.NOTHING);
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
    public void orders(int partition, Supplier<Map<OrderStatus, Long>> counts) {
        totals.orders(partition, counts);
    }

    @Override
    public void transactions(int partition, Supplier<Map<TransactionState, Long>> counts) {
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
