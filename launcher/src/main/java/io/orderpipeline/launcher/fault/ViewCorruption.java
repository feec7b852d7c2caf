package io.orderpipeline.launcher.fault;

import io.orderpipeline.generation.GenerationLog;
import io.orderpipeline.launcher.rebuild.AtomicWriter;
import io.orderpipeline.launcher.rebuild.Brokers;
import io.orderpipeline.launcher.rebuild.GroupHold;
import io.orderpipeline.launcher.rebuild.LocalState;
import io.orderpipeline.launcher.rebuild.RefusedException;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.ViewWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Puts stale and wrong values into what the live views are restored from, and deletes the local
 * copy, so that the app has them when it starts. One use, one thread.
 */
final class ViewCorruption {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AppConfig config;
    private final Applications applications;
    private final Connection connection;
    private final Consumer<String> tell;

    ViewCorruption(AppConfig config, Consumer<String> tell) {
        this.config = config;
        this.tell = tell;
        applications = config.instance().applications();
        connection =
                Connection.to(
                        config.cluster().bootstrapServers(),
                        config.cluster().registryUrl().toString());
    }

    /** A view as it stands in a partition of the changelog. */
    private record Entry(int partition, OrderView view) {}

    /** Corrupts some orders of the live generation, every other one stale, the rest wrong. */
    FaultReport happen(LocalState state, int count, long seed) {
        try (Brokers brokers = new Brokers(connection);
                Registry registry = Registry.connect(connection.registry())) {
            int live = live(registry);
            String group = applications.views(live);
            try (GroupHold hold =
                    GroupHold.take(
                            brokers, group, List.of(Topics.ORDER_EVENT.name()), PATIENCE, tell)) {
                return corrupt(brokers, registry, new Live(live, group, hold), state, count, seed);
            }
        }
    }

    /** The live generation, kept from starting. */
    private record Live(int number, String group, GroupHold hold) {}

    private FaultReport corrupt(
            Brokers brokers, Registry registry, Live live, LocalState state, int count, long seed) {
        String changelog = applications.orderViewChangelog(live.number());
        AvroSerde<OrderView> views = AvroSerde.of(OrderView.class, registry);
        List<Entry> chosen = chosen(entries(brokers, changelog, views), count, seed);
        if (chosen.isEmpty()) {
            throw new RefusedException(
                    "generation %d of the views has no order with two events or more to corrupt"
                            .formatted(live.number()));
        }
        Map<String, OrderView> first = firstViews(brokers, registry);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            OrderView view = chosen.get(i).view();
            OrderView stale = i % 2 == 0 ? first.get(view.getOrderId()) : null;
            records.add(
                    new ProducerRecord<>(
                            changelog,
                            chosen.get(i).partition(),
                            view.getOrderId().getBytes(StandardCharsets.UTF_8),
                            views.serialize(changelog, stale == null ? wrong(view) : stale)));
        }
        AtomicWriter.write(connection, live.group() + "-fault", records, live.hold(), Map.of());
        List<?> unused = state.delete(live.group());
        return report(live.number(), chosen, seed);
    }

    private int live(Registry registry) {
        try (GenerationLog log =
                GenerationLog.open(
                        GenerationLog.Clients.of(connection.bootstrap()), applications, registry)) {
            return log.read().live();
        }
    }

    private static List<Entry> entries(
            Brokers brokers, String changelog, AvroSerde<OrderView> views) {
        Map<String, Entry> entries = new TreeMap<>();
        brokers.readAll(
                changelog,
                record -> {
                    String orderId = new String(record.key(), StandardCharsets.UTF_8);
                    OrderView view = views.deserialize(changelog, record.value());
                    entries.put(orderId, new Entry(record.partition(), view));
                });
        return entries.values().stream().filter(each -> each.view().getVersion() > 1).toList();
    }

    private static List<Entry> chosen(List<Entry> entries, int count, long seed) {
        List<Entry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.subList(0, Math.min(count, shuffled.size()));
    }

    /** Each order as it was when it had just been placed. */
    private static Map<String, OrderView> firstViews(Brokers brokers, Registry registry) {
        String topic = Topics.ORDER_EVENT.name();
        AvroSerde<OrderEvent> events = AvroSerde.of(OrderEvent.class, registry);
        Map<String, OrderView> first = new TreeMap<>();
        brokers.readAll(
                topic,
                record -> {
                    OrderEvent event = events.deserialize(topic, record.value());
                    if (event.getVersion() == 1) {
                        io.orderpipeline.order.view.OrderView.project(
                                        Optional.empty(), EventWire.read(event))
                                .ifPresent(view -> first.put(view.orderId(), ViewWire.write(view)));
                    }
                });
        return first;
    }

    /**
     * A value that nothing in the log says: the order costs a unit more, and has another region.
     */
    private static OrderView wrong(OrderView view) {
        Money total = view.getTotal();
        return OrderView.newBuilder(view)
                .setRegion("corrupted")
                .setTotal(new Money(total.getAmountMinor() + 1, total.getCurrency()))
                .build();
    }

    private FaultReport report(int generation, List<Entry> chosen, long seed) {
        return new FaultReport(
                "corrupt-view",
                "%d orders of generation %d of the views are stale or wrong, and have been from the next start on (--seed %d)"
                        .formatted(chosen.size(), generation, seed),
                chosen.size(),
                chosen.stream().map(each -> each.view().getOrderId()).toList(),
                "start the app; ./pipeline audit --url http://127.0.0.1:%d: I10 is red and names them"
                        .formatted(config.http().port()),
                "./pipeline replay --promote");
    }
}
