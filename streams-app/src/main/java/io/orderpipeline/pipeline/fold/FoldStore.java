package io.orderpipeline.pipeline.fold;

import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that is a fold of one partition of a topic, and so needs no changelog: the topic is it.
 * Whether a record is processed, or read to fill a copy or to catch up after a crash, the same code
 * applies it, and notes in the same write that it has. So whatever is on the disk is what a prefix
 * of the log leads to, and a record that is delivered again changes nothing.
 *
 * <p>Written by one thread at a time, the task's; read by any.
 */
public final class FoldStore implements StateStore, CachedStateStore<Object, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(FoldStore.class);

    private static final Key PROGRESS = new Key(Table.PROGRESS, "");
    private static final Key EDITION = new Key(Table.PROGRESS, "edition");

    private final String name;
    private final String edition;
    private final Supplier<? extends Fold> folds;
    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private Progress collected = Progress.NONE;
    private volatile Progress written = Progress.NONE;
    private boolean waiting;
    private volatile @Nullable Opened opened;

    FoldStore(String name, String edition, Supplier<? extends Fold> folds) {
        this.name = name;
        this.edition = edition;
        this.folds = folds;
    }

    /** What there is between opening and closing. */
    private record Opened(Database database, Fold fold, Batch batch, Map<String, Long> counted) {
        static Opened of(Database database, Fold fold) {
            return new Opened(database, fold, new Batch(database), new HashMap<>());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        open(context.stateDir().toPath().resolve(name), context.appConfigs());
        context.register(root, (RecordBatchingStateRestoreCallback) this::restore);
    }

    void open(Path directory, Map<String, Object> settings) {
        Database database = Database.open(directory, name, settings);
        try {
            Opened next = Opened.of(database, folds.get());
            requireEdition(next);
            begin(next);
            opened = next;
        } catch (RuntimeException failed) {
            database.close(); // or nobody else can open it as long as the process lives
            throw failed;
        }
    }

    private void begin(Opened store) {
        counts.clear();
        collected =
                store.database()
                        .get(PROGRESS)
                        .map(value -> Progress.parse(value, counts::put))
                        .orElse(Progress.NONE);
        written = collected;
        waiting = false;
    }

    /** What was made of another topic, or in another form, is of no use. */
    private void requireEdition(Opened store) {
        byte[] mine = edition.getBytes(StandardCharsets.UTF_8);
        Optional<byte[]> stored = store.database().get(EDITION);
        if (stored.filter(found -> Arrays.equals(found, mine)).isEmpty()) {
            if (stored.isPresent()) {
                LOG.warn("store {} is of another edition of its topic; it is made anew", name);
                store.database().clear();
            }
            store.batch().put(EDITION, mine);
            store.batch().write();
        }
    }

    /**
     * Applies a record, unless it has been applied before; who reads sees it once it is written.
     *
     * @throws PoisonRecordException it can never be applied; the store is behind it all the same
     */
    public void collect(LogRecord message) {
        Opened store = opened();
        Changes changes = new Changes(store.batch(), collected.timeMs());
        try {
            long timeMs = store.fold().apply(message, changes);
            add(store, message.offset(), timeMs, changes);
        } catch (PoisonRecordException poison) {
            Changes none = new Changes(store.batch(), collected.timeMs());
            add(store, message.offset(), Progress.NO_TIME, none);
            throw poison;
        }
    }

    private void add(Opened store, long offset, long timeMs, Changes changes) {
        if (offset > collected.offset()) {
            store.batch().add(changes);
            changes.counted().forEach((what, n) -> store.counted().merge(what, n, Long::sum));
            collected = collected.after(offset, timeMs);
            waiting = true;
        }
    }

    /** Writes what was collected: all of it, or nothing. */
    public void write() {
        if (waiting) {
            Opened store = opened();
            Map<String, Long> next = new HashMap<>(counts);
            store.counted().forEach((what, n) -> next.merge(what, n, Long::sum));
            store.batch().put(PROGRESS, collected.bytes(next));
            store.batch().write();
            counts.putAll(next);
            store.counted().clear();
            written = collected;
            waiting = false;
        }
    }

    /** Who processes the record makes a dead letter of it; who only needs its effect goes on. */
    void restore(Collection<ConsumerRecord<byte[], byte[]>> records) {
        int skipped = 0;
        for (ConsumerRecord<byte[], byte[]> each : records) {
            try {
                collect(LogRecord.of(each));
            } catch (PoisonRecordException poison) {
                skipped++;
                LOG.debug("store {} is left as it was", name, poison);
            }
        }
        if (skipped > 0) {
            LOG.warn(
                    "store {} was filled without {} records that cannot be handled", name, skipped);
        }
        write();
    }

    /** How far it has come, for who reads; absent before the first record. */
    public Optional<Progress> progress() {
        return Optional.of(written).filter(each -> !each.isNone());
    }

    /** What has been counted; changes with the store, and may be read by any thread. */
    public Map<String, Long> counts() {
        return counts;
    }

    /**
     * What a key has now.
     *
     * @throws InvalidStateStoreException the store is not here any more
     */
    public Optional<byte[]> get(Table table, String key) {
        return opened().database().look(new Key(table, key));
    }

    /**
     * Answers a question by the entries as they are after one of the records.
     *
     * @param question is not to wait for anything: as long as it is asked, the store stays here
     * @throws InvalidStateStoreException the store is not here any more
     */
    public <T> T read(Function<Entries, T> question) {
        return opened().database().read(question);
    }

    private Opened opened() {
        Opened store = opened;
        if (store == null) {
            throw new InvalidStateStoreException("store " + name + " is not open");
        }
        return store;
    }

    /** Before its group's position says that the records were processed, whoever reads sees it. */
    @Override
    public void flushCache() {
        write();
    }

    @Override
    public boolean setFlushListener(
            CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
        return false; // nobody is told
    }

    @Override
    public void clearCache() {
        // what waits was applied, and nothing else writes to the store
    }

    /**
     * The store knows by itself what it has, with each write; there is nothing else to keep than
     * that, save that all is to be forgotten.
     */
    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        if (offsets.isEmpty()) {
            forget();
        } else {
            write();
        }
    }

    /** First of all that there is anything, for who reads meanwhile and for when it fails. */
    private void forget() {
        Opened store = opened();
        written = Progress.NONE;
        collected = Progress.NONE;
        waiting = false;
        counts.clear();
        store.counted().clear();
        store.batch().clear();
        store.database().clear();
        requireEdition(store);
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's interface is not annotated: null stands for none
    public Long committedOffset(TopicPartition partition) {
        return progress().map(Progress::offset).orElse(null);
    }

    @Override
    @SuppressWarnings("deprecation") // until no store leaves it to Kafka Streams any more
    public boolean managesOffsets() {
        return true;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return opened != null;
    }

    @Override
    public void close() {
        Opened store = opened;
        if (store != null) {
            try {
                write();
            } finally {
                opened = null;
                store.database().close();
            }
        }
    }
}
