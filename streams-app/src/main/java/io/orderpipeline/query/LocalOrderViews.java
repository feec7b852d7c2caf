package io.orderpipeline.query;

import io.orderpipeline.schema.view.OrderView;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks orders up in this process's part of the view store. A missing key means "no such order"
 * only when this process owns the key's partition and has restored it; anything else is
 * unavailable, never absent. Safe for many threads.
 */
public final class LocalOrderViews implements OrderViews {

    private static final Logger LOG = LoggerFactory.getLogger(LocalOrderViews.class);

    /** The views' application, and how far its stores are. */
    public record Source(KafkaStreams streams, RestoreProgress restores) {}

    private final Supplier<Optional<Source>> source;
    private final String store;
    private final Supplier<HostInfo> self;

    /**
     * Asks nothing yet.
     *
     * @param source absent until the views' application is built
     * @param self this process, as {@code application.server} names it; known before the source
     */
    public LocalOrderViews(
            Supplier<Optional<Source>> source, String store, Supplier<HostInfo> self) {
        this.source = source;
        this.store = store;
        this.self = self;
    }

    @Override
    public Answer find(String orderId) {
        return source.get()
                .map(views -> find(views, orderId))
                .orElse(new Unavailable(Reason.STARTING, "The views have not started yet."));
    }

    private Answer find(Source views, String orderId) {
        KafkaStreams.State state = views.streams().state();
        if (state == KafkaStreams.State.CREATED) {
            return new Unavailable(Reason.STARTING, "The views have not started yet.");
        }
        if (!state.isRunningOrRebalancing()) {
            return new Unavailable(Reason.NOT_RUNNING, "The views are in state " + state + ".");
        }
        try {
            return ask(views, orderId);
        } catch (InvalidStateStoreException moved) {
            return notNow(views);
        }
    }

    private Answer ask(Source views, String orderId) {
        KeyQueryMetadata owner =
                views.streams().queryMetadataForKey(store, orderId, Serdes.String().serializer());
        if (owner == null || KeyQueryMetadata.NOT_AVAILABLE.equals(owner)) {
            return notNow(views);
        }
        if (!self.get().equals(owner.activeHost())) {
            return elsewhere(views, owner);
        }
        StateQueryRequest<OrderView> request =
                StateQueryRequest.inStore(store)
                        .withQuery(KeyQuery.<String, OrderView>withKey(orderId))
                        .withPartitions(Set.of(owner.partition()))
                        .requireActive();
        QueryResult<OrderView> result =
                views.streams().query(request).getPartitionResults().get(owner.partition());
        return result == null ? notNow(views) : answer(views, result);
    }

    private static Answer answer(Source views, QueryResult<OrderView> result) {
        if (result.isSuccess()) {
            OrderView order = result.getResult();
            return order == null ? new Absent() : new Found(order);
        }
        return switch (result.getFailureReason()) {
            case NOT_PRESENT, NOT_ACTIVE, NOT_UP_TO_BOUND -> notNow(views);
            case STORE_EXCEPTION -> closedMeanwhile(views, result.getFailureMessage());
            case UNKNOWN_QUERY_TYPE, DOES_NOT_EXIST ->
                    throw new IllegalStateException(result.getFailureMessage());
        };
    }

    /** A store may be taken away while it is read; one that is broken shows in the log, too. */
    private static Answer closedMeanwhile(Source views, String message) {
        LOG.warn("a store of the views could not be read: {}", message);
        return notNow(views);
    }

    private static Answer elsewhere(Source views, KeyQueryMetadata owner) {
        if (owner.activeHost().equals(HostInfo.unavailable())) {
            return notNow(views);
        }
        return new Unavailable(
                Reason.ELSEWHERE,
                "Partition %d of the views is owned by %s:%d; ask there."
                        .formatted(
                                owner.partition(),
                                owner.activeHost().host(),
                                owner.activeHost().port()));
    }

    private static Answer notNow(Source views) {
        return views.restores()
                .remaining()
                .map(left -> new Unavailable(Reason.RESTORING, "The views are " + left + "."))
                .orElse(
                        new Unavailable(
                                Reason.REBALANCING,
                                "The partitions of the views are being assigned to instances."));
    }
}
