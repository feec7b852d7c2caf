package io.orderpipeline.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.event.Fact.Refused;
import io.orderpipeline.order.state.OrderState;
import io.orderpipeline.order.state.Recollection;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.RejectionWire;
import io.orderpipeline.wire.StateWire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The decider's states from its events and refusals. An order that is forgettable, has been silent
 * for the retention and has no state was forgotten, and stays so.
 */
public final class DeciderRebuild implements StateRebuild {

    private final AvroSerde<OrderEvent> events;
    private final AvroSerde<OrderRejection> rejections;
    private final AvroSerde<io.orderpipeline.schema.state.OrderState> states;
    private final String changelog;
    private final DeciderSettings settings;
    private final Recollection recollection;
    private final Map<Integer, Map<String, List<Fact>>> facts = new HashMap<>();
    private final Set<Integer> incomplete = new HashSet<>();

    public DeciderRebuild(Registry registry, Applications applications, DeciderSettings settings) {
        events = AvroSerde.of(OrderEvent.class, registry);
        rejections = AvroSerde.of(OrderRejection.class, registry);
        states = AvroSerde.of(io.orderpipeline.schema.state.OrderState.class, registry);
        changelog = applications.ordersChangelog();
        this.settings = settings;
        recollection = new Recollection(settings.rememberedCommands(), settings.closedRetention());
    }

    @Override
    public List<Input> inputs() {
        return List.of(
                new Input(Topics.ORDER_EVENT.name(), false),
                new Input(Topics.ORDER_REJECTION.name(), false));
    }

    @Override
    public List<String> stores() {
        return List.of(Applications.ORDERS_STORE, Applications.FORGET_QUEUE_STORE);
    }

    @Override
    public void trimmed(String topic, int partition) {
        if (!topic.equals(Topics.ORDER_REJECTION.name())) {
            throw Unfoldables.trimmed(topic, partition);
        }
        incomplete.add(partition);
    }

    @Override
    public Optional<Cause> read(Stored stored) {
        Fact fact = fact(stored);
        boolean remembered = !(fact instanceof Refused refused) || refused.sequence().isPresent();
        if (remembered) {
            facts.computeIfAbsent(stored.at().partition(), absent -> new HashMap<>())
                    .computeIfAbsent(fact.origin().orderId(), absent -> new ArrayList<>(4))
                    .add(fact);
        }
        return Optional.of(fact.origin().cause());
    }

    private Fact fact(Stored stored) {
        String topic = stored.at().topic();
        try {
            return topic.equals(Topics.ORDER_EVENT.name())
                    ? EventWire.read(events.deserialize(topic, stored.present()))
                    : RejectionWire.read(rejections.deserialize(topic, stored.present()));
        } catch (UndecodableRecordException | IllegalArgumentException e) {
            throw new UnfoldableException(
                    "%s cannot be read: %s".formatted(stored.at(), e.getMessage()), e);
        }
    }

    @Override
    public Contents contents(int partition, Contents found) {
        Map<String, List<Fact>> ofPartition = facts.getOrDefault(partition, Map.of());
        Map<Bytes, byte[]> stored = found.of(Applications.ORDERS_STORE);
        Map<Bytes, byte[]> orders = new TreeMap<>();
        Map<String, OrderState> forgettable = new HashMap<>();
        Instant horizon = newest(ofPartition).minus(settings.closedRetention());
        ofPartition.forEach(
                (orderId, its) -> {
                    Bytes key = Bytes.wrap(orderId.getBytes(UTF_8));
                    OrderState recalled = recall(orderId, its);
                    Optional<OrderState> kept = kept(partition, recalled, stored.get(key));
                    if (kept.isPresent() || stored.containsKey(key) || isKnown(recalled, horizon)) {
                        OrderState state = kept.orElse(recalled);
                        orders.put(key, kept.isPresent() ? stored.get(key) : serialize(recalled));
                        if (state.isForgettable()) {
                            forgettable.put(orderId, state);
                        }
                    }
                });
        if (incomplete.contains(partition)) {
            keepRefused(stored, ofPartition.keySet(), orders, forgettable);
        }
        Map<Bytes, byte[]> queue = queue(found.of(Applications.FORGET_QUEUE_STORE), forgettable);
        return new Contents(
                Map.of(Applications.ORDERS_STORE, orders, Applications.FORGET_QUEUE_STORE, queue));
    }

    private OrderState recall(String orderId, List<Fact> its) {
        try {
            return recollection.recall(orderId, its);
        } catch (IllegalStateException | NoSuchElementException contradiction) {
            throw new UnfoldableException(
                    "the log of order %s contradicts itself (%s): that is no lost state, see I4 of the audit"
                            .formatted(orderId, contradiction.getMessage()),
                    contradiction);
        }
    }

    private static Instant newest(Map<String, List<Fact>> facts) {
        return facts.values().stream()
                .flatMap(List::stream)
                .map(fact -> fact.origin().at())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private static boolean isKnown(OrderState state, Instant horizon) {
        return !state.isForgettable() || state.changedAt().isAfter(horizon);
    }

    private Optional<OrderState> kept(int partition, OrderState recalled, byte @Nullable [] value) {
        return Optional.ofNullable(value)
                .flatMap(this::readable)
                .filter(
                        state ->
                                incomplete.contains(partition)
                                        ? Recollection.explains(recalled, state)
                                        : recalled.equals(state));
    }

    private Optional<OrderState> readable(byte[] value) {
        try {
            return Optional.of(StateWire.read(states.deserialize(changelog, value)));
        } catch (UndecodableRecordException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private byte[] serialize(OrderState state) {
        return states.serialize(changelog, StateWire.write(state));
    }

    /** Order ids that nothing but refusals tell of, which retention has taken. */
    private void keepRefused(
            Map<Bytes, byte[]> stored,
            Set<String> told,
            Map<Bytes, byte[]> orders,
            Map<String, OrderState> forgettable) {
        stored.forEach(
                (key, value) -> {
                    Optional<OrderState> state =
                            told.contains(name(key)) ? Optional.empty() : readable(value);
                    state.filter(each -> each.version() == 0 && each.orderId().equals(name(key)))
                            .ifPresent(
                                    each -> {
                                        orders.put(key, value);
                                        forgettable.put(each.orderId(), each);
                                    });
                });
    }

    /** Each forgettable order has an entry, not after its last command. */
    private static Map<Bytes, byte[]> queue(
            Map<Bytes, byte[]> stored, Map<String, OrderState> forgettable) {
        Map<Bytes, byte[]> queue = new TreeMap<>();
        Set<String> queued = new HashSet<>();
        for (Bytes key : stored.keySet()) {
            ForgetKey.readable(key)
                    .filter(entry -> fits(entry, forgettable))
                    .ifPresent(
                            entry -> {
                                queue.put(key, new byte[0]);
                                queued.add(entry.orderId());
                            });
        }
        forgettable.forEach(
                (orderId, state) -> {
                    if (!queued.contains(orderId)) {
                        queue.put(new ForgetKey(state.changedAt(), orderId).toBytes(), new byte[0]);
                    }
                });
        return queue;
    }

    private static boolean fits(ForgetKey entry, Map<String, OrderState> forgettable) {
        return Optional.ofNullable(forgettable.get(entry.orderId()))
                .filter(state -> !entry.changedAt().isAfter(state.changedAt()))
                .isPresent();
    }

    @Override
    public String name(Bytes key) {
        return new String(key.get(), UTF_8);
    }
}
