package io.orderpipeline.runtime;

import io.orderpipeline.pipeline.view.TransactionIndexKey;
import io.orderpipeline.pipeline.view.TransactionKey;
import io.orderpipeline.pipeline.view.ViewTopology;
import io.orderpipeline.query.CompensationViews;
import io.orderpipeline.query.LocalRanges;
import io.orderpipeline.query.OrderViews.Unavailable;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.serde.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds rows of the ledger in this process's part of the views. The index says where to look; the
 * row itself says whether it is still so, because the two are read one after the other, and because
 * a crash between them may leave an entry behind. Safe for many threads.
 */
final class LocalCompensations implements CompensationViews {

    /** More rows of one transaction than any mistake makes. */
    private static final int MAX_ROWS = 1_000;

    private final LocalRanges ranges;
    private final AvroSerde<LedgerRow> serde;
    private final String ledger;

    /**
     * Asks nothing yet.
     *
     * @param ledger the topic that the rows were written to
     */
    LocalCompensations(LocalRanges ranges, Registry registry, String ledger) {
        this.ranges = ranges;
        this.serde = AvroSerde.of(LedgerRow.class, registry);
        this.ledger = ledger;
    }

    @Override
    public Set<TransactionState> states() {
        return TransactionIndexKey.OFF_PATH;
    }

    @Override
    public Finding find(String transactionId) {
        LocalRanges.Answer answer =
                ranges.range(
                        ViewTopology.TRANSACTION_VIEW,
                        new LocalRanges.Range(
                                TransactionKey.first(transactionId),
                                TransactionKey.last(transactionId),
                                MAX_ROWS));
        return answer instanceof LocalRanges.Entries found
                ? new Rows(sorted(found).stream().map(this::row).toList())
                : (Unavailable) answer;
    }

    @Override
    public Listing list(TransactionState state, int limit, Optional<String> cursor) {
        Optional<TransactionIndexKey> last = cursor.flatMap(text -> key(state, text));
        if (cursor.isPresent() && last.isEmpty()) {
            return new UnknownCursor();
        }
        String from = last.map(TransactionIndexKey::next).orElse(TransactionIndexKey.first(state));
        LocalRanges.Answer answer =
                ranges.range(
                        ViewTopology.TRANSACTION_INDEX,
                        new LocalRanges.Range(from, TransactionIndexKey.last(state), limit + 1));
        return answer instanceof LocalRanges.Entries found
                ? page(state, limit, sorted(found))
                : (Unavailable) answer;
    }

    private static List<LocalRanges.Entry> sorted(LocalRanges.Entries found) {
        return found.all().stream().sorted(Comparator.comparing(LocalRanges.Entry::key)).toList();
    }

    private Listing page(TransactionState state, int limit, List<LocalRanges.Entry> found) {
        List<LocalRanges.Entry> entries = found.subList(0, Math.min(limit, found.size()));
        List<TransactionIndexKey> keys =
                entries.stream()
                        .map(entry -> TransactionIndexKey.parse(state, entry.key()).orElseThrow())
                        .toList();
        LocalRanges.Answer answer =
                ranges.get(ViewTopology.TRANSACTION_VIEW, places(entries, keys));
        if (!(answer instanceof LocalRanges.Entries rows)) {
            return (Unavailable) answer;
        }
        Set<TransactionIndexKey> wanted = Set.copyOf(keys);
        List<LedgerRow> current =
                rows.all().stream()
                        .map(this::row)
                        .filter(row -> wanted.contains(TransactionIndexKey.of(row)))
                        .toList();
        Optional<String> next =
                found.size() > limit
                        ? Optional.of(cursor(keys.get(keys.size() - 1)))
                        : Optional.empty();
        return new Page(current, next);
    }

    private static List<LocalRanges.Place> places(
            List<LocalRanges.Entry> entries, List<TransactionIndexKey> keys) {
        List<LocalRanges.Place> places = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String row = keys.get(i).transaction().text();
            places.add(new LocalRanges.Place(entries.get(i).partition(), row));
        }
        return places;
    }

    private LedgerRow row(LocalRanges.Entry entry) {
        return serde.deserialize(ledger, entry.value());
    }

    private static String cursor(TransactionIndexKey last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(last.text().getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<TransactionIndexKey> key(TransactionState state, String cursor) {
        try {
            byte[] text = Base64.getUrlDecoder().decode(cursor);
            return TransactionIndexKey.parse(state, new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
