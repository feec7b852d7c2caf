package io.orderpipeline.pipeline;

import io.orderpipeline.order.state.OrderState;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.wire.StateWire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The decider's state of one partition: a store of orders and, so that old ones are found without a
 * scan, a queue of those that may be forgotten, ordered by the time of their last command. Every
 * forgettable order has an entry in the queue; an entry whose order has moved on is dropped or put
 * back when it comes up. Confined to its task's thread.
 */
final class OrderStore {

    private static final String FORGET_QUEUE = Applications.FORGET_QUEUE_STORE;

    private final KeyValueStore<String, byte[]> orders;
    private final KeyValueStore<Bytes, byte[]> forgetQueue;
    private final AvroSerde<io.orderpipeline.schema.state.OrderState> serde;
    private final String changelog;

    OrderStore(ProcessorContext<?, ?> context, Registry registry) {
        orders = context.getStateStore(Applications.ORDERS_STORE);
        forgetQueue = context.getStateStore(FORGET_QUEUE);
        serde = AvroSerde.of(io.orderpipeline.schema.state.OrderState.class, registry);
        changelog = context.applicationId() + "-" + Applications.ORDERS_STORE + "-changelog";
    }

    /**
     * Values are bytes: they are made before the first effect of a command, where a failure does no
     * harm.
     */
    static StoreBuilder<KeyValueStore<String, byte[]>> orders() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(Applications.ORDERS_STORE),
                Serdes.String(),
                Serdes.ByteArray());
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> forgetQueue() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(FORGET_QUEUE), Serdes.Bytes(), Serdes.ByteArray());
    }

    OrderState load(String orderId) {
        byte[] value = orders.get(orderId);
        return value == null
                ? OrderState.blank(orderId)
                : StateWire.read(serde.deserialize(changelog, value));
    }

    byte[] serialize(OrderState state) {
        return serde.serialize(changelog, StateWire.write(state));
    }

    void save(OrderState before, OrderState after, byte[] value) {
        orders.put(after.orderId(), value);
        boolean inQueue = before.sequence() > 0 && before.isForgettable();
        if (after.isForgettable() && !inQueue) {
            enqueue(after);
        }
    }

    private void enqueue(OrderState state) {
        forgetQueue.put(new ForgetKey(state.changedAt(), state.orderId()).toBytes(), new byte[0]);
    }

    /**
     * Forgets up to {@code limit} orders whose last command is not younger than {@code horizon}.
     */
    void forget(Instant horizon, int limit) {
        for (ForgetKey key : due(horizon, limit)) {
            forgetQueue.delete(key.toBytes());
            OrderState state = load(key.orderId());
            if (!state.isForgettable()) {
                continue;
            }
            if (state.changedAt().isAfter(horizon)) {
                enqueue(state);
            } else {
                orders.delete(key.orderId());
            }
        }
    }

    private List<ForgetKey> due(Instant horizon, int limit) {
        List<ForgetKey> due = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries =
                forgetQueue.range(ForgetKey.FIRST, ForgetKey.after(horizon))) {
            while (entries.hasNext() && due.size() < limit) {
                due.add(ForgetKey.of(entries.next().key));
            }
        }
        return due;
    }
}
