package io.orderpipeline.serving;

import io.orderpipeline.pipeline.view.HistoryKey;
import io.orderpipeline.pipeline.view.StoredRecord;
import io.orderpipeline.pipeline.view.ViewTopology;
import io.orderpipeline.query.generation.Digests;
import io.orderpipeline.query.routing.Instance;
import io.orderpipeline.query.routing.Whereabouts;
import io.orderpipeline.schema.view.OrderView;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Computes digests from the history and the view of each order, one order at a time, so that it
 * takes no memory whatever their number. An order may change while it is read: a view that is of
 * another version than the history is looked at again a few times; what remains different is
 * different in the stores. Safe for many threads.
 */
public final class StoredDigests implements Digests {

    private static final int LOOKS = 6;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private final Partitions partitions;
    private final Whereabouts whereabouts;

    public StoredDigests(Partitions partitions, Whereabouts whereabouts) {
        this.partitions = partitions;
        this.whereabouts = whereabouts;
    }

    @Override
    public void ofPartition(int partition, Consumer<OrderDigest> reader) {
        Object unused =
                partitions.inspect(
                        partition,
                        stores -> {
                            new Reader(stores).all(reader);
                            return partition;
                        });
    }

    @Override
    public void ofOrder(
            String orderId, Consumer<VersionDigest> versions, Consumer<OrderDigest> reader) {
        int partition = partitions.of(orderId);
        Object unused =
                partitions.inspect(
                        partition,
                        stores -> {
                            new Reader(stores).one(orderId, versions, reader);
                            return partition;
                        });
    }

    @Override
    public Map<Integer, Instance> owners() {
        return whereabouts.owners();
    }

    /** Where a chain has come to. */
    private record Link(long version, byte[] chain) {
        static final Link START = new Link(0, Digest.start());
    }

    /** One reading of one partition. */
    private static final class Reader {

        private final Partition stores;
        private final Digest digest = new Digest();

        Reader(Partition stores) {
            this.stores = stores;
        }

        void all(Consumer<OrderDigest> reader) {
            String orderId = null;
            Link link = Link.START;
            try (KeyValueIterator<String, byte[]> events = stores.all(ViewTopology.ORDER_HISTORY)) {
                while (events.hasNext()) {
                    KeyValue<String, byte[]> entry = events.next();
                    HistoryKey key = HistoryKey.parse(entry.key).orElseThrow();
                    if (!key.orderId().equals(orderId)) {
                        if (orderId != null) {
                            reader.accept(order(orderId, link));
                        }
                        orderId = key.orderId();
                        link = Link.START;
                    }
                    link = next(key, link, StoredRecord.parse(entry.value));
                }
            }
            if (orderId != null) {
                reader.accept(order(orderId, link));
            }
        }

        void one(String orderId, Consumer<VersionDigest> versions, Consumer<OrderDigest> reader) {
            Link link = history(orderId, versions);
            if (link.version() > 0) {
                reader.accept(order(orderId, link));
            }
        }

        private Link next(HistoryKey key, Link before, StoredRecord stored) {
            byte[] chain =
                    digest.chain(before.chain(), key.orderId(), key.version(), stored.record());
            return new Link(key.version(), chain);
        }

        private Link history(String orderId, Consumer<VersionDigest> versions) {
            Link link = Link.START;
            try (KeyValueIterator<String, byte[]> events =
                    stores.between(
                            ViewTopology.ORDER_HISTORY,
                            HistoryKey.first(orderId),
                            HistoryKey.last(orderId))) {
                while (events.hasNext()) {
                    KeyValue<String, byte[]> entry = events.next();
                    StoredRecord stored = StoredRecord.parse(entry.value);
                    link = next(HistoryKey.parse(entry.key).orElseThrow(), link, stored);
                    versions.accept(
                            new VersionDigest(
                                    orderId,
                                    link.version(),
                                    Digest.hex(link.chain()),
                                    stored.offset()));
                }
            }
            return link;
        }

        /** Reads again what moved on since it was read. */
        private OrderDigest order(String orderId, Link read) {
            Link link = read;
            Optional<OrderView> view = view(orderId);
            for (int look = 1; look < LOOKS && !agree(view, link); look++) {
                LockSupport.parkNanos(look == 1 ? 0 : PAUSE_NANOS);
                link = history(orderId, version -> {});
                view = view(orderId);
            }
            return new OrderDigest(
                    orderId,
                    link.version(),
                    Digest.hex(link.chain()),
                    view.map(digest::facts).orElseGet(Digest::noFacts));
        }

        /** An order that was never placed has no view of any version. */
        private static boolean agree(Optional<OrderView> view, Link link) {
            return view.map(each -> each.getVersion() == link.version()).orElse(true);
        }

        private Optional<OrderView> view(String orderId) {
            return stores.get(ViewTopology.ORDER_VIEW, orderId);
        }
    }
}
