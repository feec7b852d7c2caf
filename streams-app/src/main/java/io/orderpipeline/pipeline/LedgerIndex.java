package io.orderpipeline.pipeline;

import io.orderpipeline.order.compensation.Transaction;
import io.orderpipeline.topic.Applications;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Finds what is due without a scan. A key is one byte that says what is waited for, 8 bytes of
 * epoch milliseconds, big-endian, and the ledger's key; so each kind sorts by time. Transactions
 * that wait for nothing are not in it. Nearly every entry is deleted soon, and a seek would pass
 * all of the deleted ones again each time; so it remembers, for each kind, where the first entry
 * may be. Confined to its task's thread.
 */
final class LedgerIndex {

    /** What an entry stands for. */
    enum Kind {
        /** A first deadline, which passes by the decider's time. */
        FIRST_DEADLINE('d'),
        /** The next request of a chase, which is due by the clock. */
        NEXT_REQUEST('r'),
        /** When a transaction became untracked. */
        UNTRACKED_SINCE('u');

        private final byte prefix;

        Kind(char prefix) {
            this.prefix = (byte) prefix;
        }

        private static Kind of(Bytes key) {
            for (Kind kind : values()) {
                if (kind.prefix == key.get()[0]) {
                    return kind;
                }
            }
            throw new IllegalStateException(key + " is not a key of the ledger's index");
        }
    }

    private static final long NOWHERE = Long.MAX_VALUE;

    private final KeyValueStore<Bytes, byte[]> entries;

    /** No entry of the kind has a time before this, in epoch milliseconds. */
    private final Map<Kind, Long> begins = new EnumMap<>(Kind.class);

    LedgerIndex(KeyValueStore<Bytes, byte[]> entries) {
        this.entries = entries;
    }

    static LedgerIndex of(ProcessorContext<?, ?> context) {
        return new LedgerIndex(context.getStateStore(Applications.LEDGER_INDEX_STORE));
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> index() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(Applications.LEDGER_INDEX_STORE),
                Serdes.Bytes(),
                Serdes.ByteArray());
    }

    void add(Transaction transaction) {
        keys(transaction).forEach(this::put);
    }

    private void put(Bytes key) {
        entries.put(key, new byte[0]);
        begins.computeIfPresent(
                Kind.of(key), (kind, begin) -> Math.min(begin, buffer(key).getLong()));
    }

    /** Replaces the entries of a transaction by those of its next version. */
    void move(Transaction before, Transaction after) {
        List<Bytes> old = keys(before);
        List<Bytes> next = keys(after);
        old.stream().filter(key -> !next.contains(key)).forEach(entries::delete);
        next.stream().filter(key -> !old.contains(key)).forEach(this::put);
    }

    /** Up to {@code limit} transactions whose time is not after {@code horizon}, earliest first. */
    List<LedgerKey> due(Kind kind, Instant horizon, int limit) {
        List<LedgerKey> due = new ArrayList<>();
        forEachUntil(
                kind,
                horizon.toEpochMilli() + 1,
                key -> {
                    due.add(ledgerKey(key));
                    return due.size() < limit;
                });
        return due;
    }

    /** The earliest time of this kind. */
    Optional<Instant> earliest(Kind kind) {
        forEachUntil(kind, NOWHERE, first -> false);
        long begin = begin(kind);
        return begin == NOWHERE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(begin));
    }

    /** Hands over the entries before a time, as long as more are wanted. */
    private void forEachUntil(Kind kind, long untilMs, Predicate<Bytes> wantsMore) {
        long fromMs = begin(kind);
        if (fromMs >= untilMs) {
            return;
        }
        try (KeyValueIterator<Bytes, byte[]> found =
                entries.range(bound(kind, fromMs), bound(kind, untilMs))) {
            long firstMs = untilMs;
            while (found.hasNext()) {
                Bytes key = found.next().key;
                firstMs = Math.min(firstMs, buffer(key).getLong());
                if (!wantsMore.test(key)) {
                    break;
                }
            }
            begins.put(kind, firstMs);
        }
    }

    private long begin(Kind kind) {
        return begins.getOrDefault(kind, 0L);
    }

    /** The entries that a transaction has. */
    static List<Bytes> keys(Transaction transaction) {
        List<Bytes> keys = new ArrayList<>(2);
        transaction
                .chase()
                .dueAt()
                .ifPresent(due -> keys.add(key(waitsFor(transaction), due, transaction)));
        switch (transaction.state()) {
            case UNTRACKED ->
                    keys.add(key(Kind.UNTRACKED_SINCE, transaction.enteredAt(), transaction));
            case PENDING, CITED, TRACKED, RECOVERED, REFUND_REQUESTED -> {}
            case REFUNDED, ESCALATED, RESOLVED -> {}
        }
        return keys;
    }

    private static Kind waitsFor(Transaction transaction) {
        return switch (transaction.state()) {
            case PENDING, CITED -> Kind.FIRST_DEADLINE;
            case UNTRACKED, REFUND_REQUESTED -> Kind.NEXT_REQUEST;
            case TRACKED, RECOVERED, REFUNDED, ESCALATED, RESOLVED ->
                    throw new IllegalStateException(transaction + " waits for nothing");
        };
    }

    private static Bytes key(Kind kind, Instant time, Transaction transaction) {
        byte[] key = LedgerKey.of(transaction).text().getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(
                ByteBuffer.allocate(1 + Long.BYTES + key.length)
                        .put(kind.prefix)
                        .putLong(time.toEpochMilli())
                        .put(key)
                        .array());
    }

    private static Bytes bound(Kind kind, long epochMs) {
        return Bytes.wrap(
                ByteBuffer.allocate(1 + Long.BYTES)
                        .put(kind.prefix)
                        .putLong(Math.max(0, epochMs))
                        .array());
    }

    private static ByteBuffer buffer(Bytes key) {
        return ByteBuffer.wrap(key.get(), 1, key.get().length - 1);
    }

    private static LedgerKey ledgerKey(Bytes key) {
        ByteBuffer rest = buffer(key);
        rest.getLong();
        return LedgerKey.parse(StandardCharsets.UTF_8.decode(rest).toString());
    }
}
