package io.orderpipeline.serving;

import io.orderpipeline.pipeline.fold.Entries;
import io.orderpipeline.pipeline.view.ViewTables;
import io.orderpipeline.pipeline.view.ViewTopology;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.serde.AvroSerde;
import java.util.Optional;

/** Reads views of orders. Safe for many threads. */
public final class OrderViews {

    private final AvroSerde<OrderView> serde;

    /** Asks nothing yet. */
    public OrderViews(Registry registry) {
        this.serde = AvroSerde.of(OrderView.class, registry);
    }

    Optional<OrderView> find(Partition stores, String orderId) {
        return stores.get(ViewTopology.ORDERS, ViewTables.ORDER_VIEW, orderId).map(this::read);
    }

    Optional<OrderView> find(Entries orders, String orderId) {
        return orders.get(ViewTables.ORDER_VIEW, orderId).map(this::read);
    }

    private OrderView read(byte[] view) {
        return serde.deserialize(ViewTopology.ORDERS, view);
    }
}
