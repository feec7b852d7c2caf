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

/**
 * Looks orders up in this process's part of the view store. A missing key means "no such order"
 * only when this process owns the key's partition and has restored it; anything else is
 * unavailable, never absent. Safe for many threads.
 */
public final class LocalOrderViews implements OrderViews {

    private final Supplier<Optional<KafkaStreams>> streams;
    private final String store;
    private final HostInfo self;
    private final RestoreProgress restores;

    /**
     * @param streams the views' application, absent until it is built
     * @param self this process, as {@code application.server} names it
     */
    public LocalOrderViews(
            Supplier<Optional<KafkaStreams>> streams,
            String store,
            HostInfo self,
            RestoreProgress restores) {
        this.streams = streams;
        this.store = store;
        this.self = self;
        this.restores = restores;
    }

    @Override
    public Answer find(String orderId) {
        return streams.get()
                .map(views -> find(views, orderId))
                .orElse(new Unavailable(Reason.STARTING, "The views have not started yet."));
    }

    private Answer find(KafkaStreams views, String orderId) {
        KafkaStreams.State state = views.state();
        if (state == KafkaStreams.State.CREATED) {
            return new Unavailable(Reason.STARTING, "The views have not started yet.");
        }
        if (!state.isRunningOrRebalancing()) {
            return new Unavailable(Reason.NOT_RUNNING, "The views are in state " + state + ".");
        }
        try {
            return ask(views, orderId);
        } catch (InvalidStateStoreException moved) {
            return notNow();
        }
    }

    private Answer ask(KafkaStreams views, String orderId) {
        KeyQueryMetadata owner =
                views.queryMetadataForKey(store, orderId, Serdes.String().serializer());
        if (owner == null || KeyQueryMetadata.NOT_AVAILABLE.equals(owner)) {
            return notNow();
        }
        if (!self.equals(owner.activeHost())) {
            return elsewhere(owner);
        }
        StateQueryRequest<OrderView> request =
                StateQueryRequest.inStore(store)
                        .withQuery(KeyQuery.<String, OrderView>withKey(orderId))
                        .withPartitions(Set.of(owner.partition()))
                        .requireActive();
        QueryResult<OrderView> result =
                views.query(request).getPartitionResults().get(owner.partition());
        return result == null ? notNow() : answer(result);
    }

    private Answer answer(QueryResult<OrderView> result) {
        if (result.isSuccess()) {
            OrderView order = result.getResult();
            return order == null ? new Absent() : new Found(order);
        }
        return switch (result.getFailureReason()) {
            case NOT_PRESENT, NOT_ACTIVE, NOT_UP_TO_BOUND -> notNow();
            case UNKNOWN_QUERY_TYPE, DOES_NOT_EXIST, STORE_EXCEPTION ->
                    throw new IllegalStateException(result.getFailureMessage());
        };
    }

    private Answer elsewhere(KeyQueryMetadata owner) {
        if (owner.activeHost().equals(HostInfo.unavailable())) {
            return notNow();
        }
        return new Unavailable(
                Reason.ELSEWHERE,
                "Partition %d of the views is owned by %s:%d; ask there."
                        .formatted(
                                owner.partition(),
                                owner.activeHost().host(),
                                owner.activeHost().port()));
    }

    private Answer notNow() {
        return restores.remaining()
                .map(left -> new Unavailable(Reason.RESTORING, "The views are " + left + "."))
                .orElse(
                        new Unavailable(
                                Reason.REBALANCING,
                                "The partitions of the views are being assigned to instances."));
    }
}
