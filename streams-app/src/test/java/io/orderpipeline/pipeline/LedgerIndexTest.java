package io.orderpipeline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.compensation.Chase;
import io.orderpipeline.order.compensation.Facts;
import io.orderpipeline.order.compensation.Transaction;
import io.orderpipeline.order.compensation.TransactionState;
import io.orderpipeline.pipeline.LedgerIndex.Kind;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever it remembers of where entries begin, it finds what a scan of everything finds. */
class LedgerIndexTest {

    private static final int STEPS = 2_000;
    private static final int TRANSACTIONS = 40;
    private static final int MILLIS = 500;
    private static final int LIMIT = 3;

    private final KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("index").get();
    private final LedgerIndex index = new LedgerIndex(store);
    private final Map<String, Transaction> ledger = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void finds_what_a_scan_finds_whatever_was_added_moved_and_asked_before(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            change(random);
            Kind kind = any(Kind.values(), random);
            if (random.nextBoolean()) {
                Instant horizon = anyTime(random);
                assertThat(index.due(kind, horizon, LIMIT)).isEqualTo(scan(kind, horizon));
            } else {
                assertThat(index.earliest(kind))
                        .isEqualTo(times(kind).min(Comparator.naturalOrder()));
            }
        }
    }

    @Test
    void an_index_that_opens_on_old_entries_finds_them() {
        index.add(transaction("t-1", TransactionState.PENDING, Instant.ofEpochMilli(7)));
        LedgerIndex reopened = new LedgerIndex(store);

        assertThat(reopened.earliest(Kind.FIRST_DEADLINE)).contains(Instant.ofEpochMilli(7));
        assertThat(reopened.due(Kind.FIRST_DEADLINE, Instant.ofEpochMilli(7), LIMIT))
                .containsExactly(new LedgerKey("o-1", "t-1"));
    }

    private void change(Random random) {
        String id = "t-" + random.nextInt(TRANSACTIONS);
        Transaction next = transaction(id, any(TransactionState.values(), random), anyTime(random));
        Transaction before = ledger.put(id, next);
        if (before == null) {
            index.add(next);
        } else {
            index.move(before, next);
        }
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private static Instant anyTime(Random random) {
        return Instant.ofEpochMilli(random.nextInt(MILLIS));
    }

    private static Transaction transaction(String id, TransactionState state, Instant time) {
        Optional<Instant> due =
                switch (state) {
                    case PENDING, CITED, UNTRACKED, REFUND_REQUESTED -> Optional.of(time);
                    case TRACKED, RECOVERED, REFUNDED, ESCALATED, RESOLVED -> Optional.empty();
                };
        return new Transaction(
                "o-1",
                id,
                state,
                time,
                Facts.NONE,
                new Chase(0, 0, 0, due),
                Optional.empty(),
                Optional.empty());
    }

    private List<LedgerKey> scan(Kind kind, Instant horizon) {
        return entries(kind)
                .filter(entry -> !entry.key.isAfter(horizon))
                .map(entry -> entry.value)
                .limit(LIMIT)
                .toList();
    }

    private Stream<Instant> times(Kind kind) {
        return entries(kind).map(entry -> entry.key);
    }

    /** Of every transaction, those times that the index is to know, in its order. */
    private Stream<KeyValue<Instant, LedgerKey>> entries(Kind kind) {
        return ledger.values().stream()
                .filter(transaction -> has(transaction, kind))
                .map(
                        transaction ->
                                KeyValue.pair(transaction.enteredAt(), LedgerKey.of(transaction)))
                .sorted(
                        Comparator.comparing((KeyValue<Instant, LedgerKey> entry) -> entry.key)
                                .thenComparing(entry -> entry.value.text()));
    }

    private static boolean has(Transaction transaction, Kind kind) {
        return switch (transaction.state()) {
            case PENDING, CITED -> kind == Kind.FIRST_DEADLINE;
            case UNTRACKED -> kind != Kind.FIRST_DEADLINE;
            case REFUND_REQUESTED -> kind == Kind.NEXT_REQUEST;
            case TRACKED, RECOVERED, REFUNDED, ESCALATED, RESOLVED -> false;
        };
    }
}
