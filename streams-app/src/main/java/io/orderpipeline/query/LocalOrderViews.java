package io.orderpipeline.query;

import io.orderpipeline.schema.view.OrderView;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
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

    private final Supplier<Optional<ViewsSource>> source;
    private final String store;
    private final Supplier<HostInfo> self;

    /**
     * Asks nothing yet.
     *
     * @param source absent until the views' application is built
     * @param self this process, as {@code application.server} names it; known before the source
     */
    public LocalOrderViews(
            Supplier<Optional<ViewsSource>> source, String store, Supplier<HostInfo> self) {
        this.source = source;
        this.store = store;
        this.self = self;
    }

    @Override
    public Answer find(String orderId) {
        return source.get().map(views -> find(views, orderId)).orElseGet(ViewsSource::notStarted);
    }

    private Answer find(ViewsSource views, String orderId) {
        Optional<Unavailable> idle = views.idle();
        if (idle.isPresent()) {
            return idle.get();
        }
        try {
            return ask(views, orderId);
        } catch (InvalidStateStoreException moved) {
            return views.notNow();
        }
    }

    private Answer ask(ViewsSource views, String orderId) {
        KeyQueryMetadata owner =
                views.streams().queryMetadataForKey(store, orderId, Serdes.String().serializer());
        if (owner == null || KeyQueryMetadata.NOT_AVAILABLE.equals(owner)) {
            return views.notNow();
        }
        if (!self.get().equals(owner.activeHost())) {
            return views.elsewhere(owner.partition(), owner.activeHost());
        }
        StateQueryRequest<OrderView> request =
                StateQueryRequest.inStore(store)
                        .withQuery(KeyQuery.<String, OrderView>withKey(orderId))
                        .withPartitions(Set.of(owner.partition()))
                        .requireActive();
        QueryResult<OrderView> result =
                views.streams().query(request).getPartitionResults().get(owner.partition());
        return result == null ? views.notNow() : answer(views, result);
    }

    private static Answer answer(ViewsSource views, QueryResult<OrderView> result) {
        if (result.isSuccess()) {
            OrderView order = result.getResult();
            return order == null ? new Absent() : new Found(order);
        }
        return views.failed(result);
    }
}
