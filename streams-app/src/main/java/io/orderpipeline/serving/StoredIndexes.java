package io.orderpipeline.serving;

import io.orderpipeline.pipeline.fold.Entries;
import io.orderpipeline.pipeline.fold.Entries.Entry;
import io.orderpipeline.pipeline.fold.Entries.Keys;
import io.orderpipeline.pipeline.fold.Table;
import io.orderpipeline.pipeline.view.OrderIndexKey;
import io.orderpipeline.pipeline.view.TransactionIndexKey;
import io.orderpipeline.pipeline.view.ViewTables;
import io.orderpipeline.pipeline.view.ViewTopology;
import io.orderpipeline.query.CompensationDocument;
import io.orderpipeline.query.OrderDocument;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.routing.Copy;
import io.orderpipeline.query.routing.IndexEntry;
import io.orderpipeline.query.routing.IndexRange;
import io.orderpipeline.query.routing.LocalIndexes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads ranges of the indexes and what their entries lead to, as both were at one moment. An entry
 * whose row says otherwise, as only damage can bring about, leads to nothing. Safe for many
 * threads.
 */
public final class StoredIndexes implements LocalIndexes {

    private static final Logger LOG = LoggerFactory.getLogger(StoredIndexes.class);

    private final Partitions partitions;
    private final OrderViews views;
    private final LedgerRows rows;

    public StoredIndexes(Partitions partitions, OrderViews views, LedgerRows rows) {
        this.partitions = partitions;
        this.views = views;
        this.rows = rows;
    }

    @Override
    public Part read(IndexRange range, Set<Integer> wanted) {
        Map<Integer, List<IndexEntry>> found = new HashMap<>();
        for (int partition : wanted) {
            try {
                found.put(
                        partition,
                        partitions
                                .ask(partition, Copy.ACTIVE, stores -> read(stores, range))
                                .value());
            } catch (UnavailableException why) {
                LOG.debug("partition {} is left out: {}", partition, why.detail());
            }
        }
        return new Part(partitions.generation(), found);
    }

    private List<IndexEntry> read(Partition stores, IndexRange range) {
        Keys keys = new Keys(range.from(), range.to(), range.index().isDescending(), range.limit());
        return switch (range.index()) {
            case ORDERS ->
                    read(stores, ViewTopology.ORDERS, ViewTables.ORDER_INDEX, keys, this::order);
            case TRANSACTIONS ->
                    read(
                            stores,
                            ViewTopology.TRANSACTIONS,
                            ViewTables.TRANSACTION_INDEX,
                            keys,
                            this::transaction);
            case TRANSACTION_IDS ->
                    read(
                            stores,
                            ViewTopology.TRANSACTIONS,
                            ViewTables.TRANSACTION_ROW,
                            keys,
                            this::row);
        };
    }

    private static List<IndexEntry> read(
            Partition stores,
            String store,
            Table table,
            Keys keys,
            BiFunction<Entries, Entry, IndexEntry> reader) {
        return stores.read(
                store,
                entries ->
                        entries.range(table, keys).stream()
                                .map(entry -> reader.apply(entries, entry))
                                .toList());
    }

    private IndexEntry order(Entries orders, Entry entry) {
        Optional<OrderDocument> document =
                OrderIndexKey.parse(entry.key())
                        .flatMap(key -> views.find(orders, key.orderId()).filter(key::matches))
                        .map(OrderDocument::of);
        return new IndexEntry(entry.key(), document.orElse(null));
    }

    private IndexEntry transaction(Entries transactions, Entry entry) {
        Optional<CompensationDocument> document =
                TransactionIndexKey.parse(entry.key())
                        .flatMap(
                                key ->
                                        rows.find(transactions, key.transaction())
                                                .filter(key::matches))
                        .map(CompensationDocument::of);
        return new IndexEntry(entry.key(), document.orElse(null));
    }

    private IndexEntry row(Entries transactions, Entry entry) {
        return new IndexEntry(entry.key(), CompensationDocument.of(rows.read(entry.value())));
    }
}
