package io.orderpipeline.serving;

import io.orderpipeline.pipeline.fold.Entries;
import io.orderpipeline.pipeline.fold.Entries.Entry;
import io.orderpipeline.pipeline.fold.Entries.Keys;
import io.orderpipeline.pipeline.view.HistoryKey;
import io.orderpipeline.pipeline.view.StoredRecord;
import io.orderpipeline.pipeline.view.ViewTables;
import io.orderpipeline.pipeline.view.ViewTopology;
import io.orderpipeline.query.generation.Digests;
import io.orderpipeline.query.routing.Instance;
import io.orderpipeline.query.routing.Whereabouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Computes digests from the history and the view of each order, as they were after one and the same
 * event. Reads a few orders at a time, so that it takes no memory whatever their number, and no
 * store has to wait for a slow reader. Safe for many threads.
 */
public final class StoredDigests implements Digests {

    private static final int ORDERS_AT_A_TIME = 100;

    private final Partitions partitions;
    private final Whereabouts whereabouts;
    private final OrderViews views;

    public StoredDigests(Partitions partitions, Whereabouts whereabouts, OrderViews views) {
        this.partitions = partitions;
        this.whereabouts = whereabouts;
        this.views = views;
    }

    @Override
    public void ofPartition(int partition, Consumer<OrderDigest> reader) {
        Object unused =
                partitions.inspect(
                        partition,
                        stores -> {
                            all(stores, reader);
                            return partition;
                        });
    }

    private void all(Partition stores, Consumer<OrderDigest> reader) {
        String from = "";
        while (true) {
            String behind = from;
            List<OrderDigest> found =
                    stores.read(ViewTopology.ORDERS, entries -> new Reader(entries).some(behind));
            found.forEach(reader);
            if (found.size() < ORDERS_AT_A_TIME) {
                return;
            }
            from = HistoryKey.last(found.get(found.size() - 1).orderId());
        }
    }

    @Override
    public void ofOrder(
            String orderId, Consumer<VersionDigest> versions, Consumer<OrderDigest> reader) {
        int partition = partitions.of(orderId);
        List<VersionDigest> history = new ArrayList<>();
        List<OrderDigest> order =
                partitions.inspect(
                        partition,
                        stores ->
                                stores.read(
                                        ViewTopology.ORDERS,
                                        entries -> new Reader(entries).one(orderId, history::add)));
        history.forEach(versions);
        order.forEach(reader);
    }

    @Override
    public Map<Integer, Instance> owners() {
        return whereabouts.owners();
    }

    /** Where the chain of an order has come to. */
    private record Link(String orderId, long version, byte[] chain) {
        static Link start(String orderId) {
            return new Link(orderId, 0, Digest.start());
        }
    }

    /** One reading of some orders. */
    private final class Reader {

        private final Entries entries;
        private final Digest digest = new Digest();
        private final List<OrderDigest> found = new ArrayList<>();
        private Link link = Link.start("");

        Reader(Entries entries) {
            this.entries = entries;
        }

        /** The next orders behind a key. */
        List<OrderDigest> some(String behind) {
            Keys keys = new Keys(behind, HistoryKey.LAST, false, Integer.MAX_VALUE);
            entries.scan(ViewTables.ORDER_HISTORY, keys, this::follow);
            if (found.size() < ORDERS_AT_A_TIME) {
                end();
            }
            return found;
        }

        List<OrderDigest> one(String orderId, Consumer<VersionDigest> versions) {
            Keys keys =
                    new Keys(
                            HistoryKey.first(orderId),
                            HistoryKey.last(orderId),
                            false,
                            Integer.MAX_VALUE);
            entries.scan(
                    ViewTables.ORDER_HISTORY,
                    keys,
                    entry -> {
                        StoredRecord stored = StoredRecord.parse(entry.value());
                        follow(entry);
                        versions.accept(
                                new VersionDigest(
                                        orderId,
                                        link.version(),
                                        Digest.hex(link.chain()),
                                        stored.offset()));
                        return true;
                    });
            end();
            return found;
        }

        private boolean follow(Entry entry) {
            HistoryKey key = HistoryKey.parse(entry.key()).orElseThrow();
            if (!key.orderId().equals(link.orderId())) {
                end();
                link = Link.start(key.orderId());
            }
            byte[] record = StoredRecord.parse(entry.value()).record();
            byte[] chain = digest.chain(link.chain(), key.orderId(), key.version(), record);
            link = new Link(key.orderId(), key.version(), chain);
            return found.size() < ORDERS_AT_A_TIME;
        }

        private void end() {
            if (link.version() > 0) {
                found.add(
                        new OrderDigest(
                                link.orderId(),
                                link.version(),
                                Digest.hex(link.chain()),
                                views.find(entries, link.orderId())
                                        .map(digest::facts)
                                        .orElseGet(Digest::noFacts)));
            }
        }
    }
}
