package io.orderpipeline.serving;

import io.orderpipeline.pipeline.view.OrderIndexKey;
import io.orderpipeline.pipeline.view.TransactionIndexKey;
import io.orderpipeline.pipeline.view.ViewTopology;
import io.orderpipeline.query.CompensationDocument;
import io.orderpipeline.query.OrderDocument;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.routing.Copy;
import io.orderpipeline.query.routing.IndexEntry;
import io.orderpipeline.query.routing.IndexRange;
import io.orderpipeline.query.routing.LocalIndexes;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.serving.Partition.Keys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads ranges of the indexes and what their entries lead to. The index says where to look; the row
 * itself says whether it is still so, because the two are read one after the other, and because a
 * crash between their writes may leave an entry behind. Safe for many threads.
 */
public final class StoredIndexes implements LocalIndexes {

    private static final Logger LOG = LoggerFactory.getLogger(StoredIndexes.class);

    private final Partitions partitions;
    private final LedgerRows rows;

    public StoredIndexes(Partitions partitions, LedgerRows rows) {
        this.partitions = partitions;
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
                    stores.range(ViewTopology.ORDER_INDEX, keys).stream()
                            .map(entry -> order(stores, entry.key))
                            .toList();
            case TRANSACTIONS ->
                    stores.range(ViewTopology.TRANSACTION_INDEX, keys).stream()
                            .map(entry -> transaction(stores, entry.key))
                            .toList();
            case TRANSACTION_IDS ->
                    stores.range(ViewTopology.TRANSACTION_VIEW, keys).stream()
                            .map(this::row)
                            .toList();
        };
    }

    private static IndexEntry order(Partition stores, String text) {
        Optional<OrderDocument> document =
                OrderIndexKey.parse(text)
                        .flatMap(
                                key ->
                                        stores.<OrderView>get(
                                                        ViewTopology.ORDER_VIEW, key.orderId())
                                                .filter(key::matches))
                        .map(OrderDocument::of);
        return new IndexEntry(text, document.orElse(null));
    }

    private IndexEntry transaction(Partition stores, String text) {
        Optional<CompensationDocument> document =
                TransactionIndexKey.parse(text)
                        .flatMap(key -> rows.find(stores, key.transaction()).filter(key::matches))
                        .map(CompensationDocument::of);
        return new IndexEntry(text, document.orElse(null));
    }

    private IndexEntry row(KeyValue<String, byte[]> entry) {
        LedgerRow row = rows.read(entry.value);
        return new IndexEntry(entry.key, CompensationDocument.of(row));
    }
}
