package io.orderpipeline.launcher.fault;

import io.orderpipeline.generation.GenerationLog;
import io.orderpipeline.launcher.rebuild.LocalState;
import io.orderpipeline.launcher.rebuild.RefusedException;
import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.pipeline.fold.Entries;
import io.orderpipeline.pipeline.fold.Entries.Keys;
import io.orderpipeline.pipeline.fold.StoppedStore;
import io.orderpipeline.pipeline.view.HistoryKey;
import io.orderpipeline.pipeline.view.StoredRecord;
import io.orderpipeline.pipeline.view.ViewTables;
import io.orderpipeline.pipeline.view.ViewTopology;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.ViewWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Puts stale and wrong values into the live views that a stopped app has on its disk, so that it
 * serves them when it starts. One use, one thread.
 */
final class ViewCorruption {

    private final AppConfig config;
    private final Registry registry;
    private final AvroSerde<OrderView> views;
    private final AvroSerde<OrderEvent> events;

    ViewCorruption(AppConfig config, Registry registry) {
        this.config = config;
        this.registry = registry;
        views = AvroSerde.of(OrderView.class, registry);
        events = AvroSerde.of(OrderEvent.class, registry);
    }

    /** An order, and the directory of the task whose store has it. */
    private record Place(Path task, String orderId) {}

    /** Corrupts some orders of the live generation, every other one stale, the rest wrong. */
    FaultReport happen(LocalState state, int count, long seed) {
        int live = live();
        List<Place> chosen =
                chosen(state.of(config.instance().applications().views(live)), count, seed);
        if (chosen.isEmpty()) {
            throw new RefusedException(
                    ("generation %d of the views has no order with two events or more on this disk to corrupt;"
                                    + " an app that was killed, not stopped, may have written none yet")
                            .formatted(live));
        }
        for (int i = 0; i < chosen.size(); i++) {
            corrupt(chosen.get(i), i % 2 == 0);
        }
        return report(live, chosen, seed);
    }

    private int live() {
        try (GenerationLog log =
                GenerationLog.open(
                        GenerationLog.Clients.of(config.cluster().bootstrapServers()),
                        config.instance().applications(),
                        registry)) {
            return log.read().live();
        }
    }

    private List<Place> chosen(Path application, int count, long seed) {
        List<Place> places = new ArrayList<>();
        for (Path task : tasks(application)) {
            try (StoppedStore orders = StoppedStore.open(task, ViewTopology.ORDERS)) {
                orders.read(this::changed).forEach(orderId -> places.add(new Place(task, orderId)));
            }
        }
        places.sort(Comparator.comparing(Place::orderId));
        Collections.shuffle(places, new Random(seed));
        return places.subList(0, Math.min(count, places.size()));
    }

    private static List<Path> tasks(Path application) {
        if (!Files.isDirectory(application)) {
            return List.of();
        }
        try (Stream<Path> tasks = Files.list(application)) {
            return tasks.filter(task -> Files.isDirectory(task.resolve(ViewTopology.ORDERS)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + application, e);
        }
    }

    /** The orders with two events or more. */
    private List<String> changed(Entries orders) {
        List<String> changed = new ArrayList<>();
        orders.scan(
                ViewTables.ORDER_VIEW,
                new Keys("", HistoryKey.LAST, false, Integer.MAX_VALUE),
                entry -> {
                    if (view(entry.value()).getVersion() > 1) {
                        changed.add(entry.key());
                    }
                    return true;
                });
        return changed;
    }

    private void corrupt(Place place, boolean stale) {
        try (StoppedStore orders = StoppedStore.open(place.task(), ViewTopology.ORDERS)) {
            OrderView view =
                    orders.read(entries -> entries.get(ViewTables.ORDER_VIEW, place.orderId()))
                            .map(this::view)
                            .orElseThrow();
            Optional<OrderView> first = orders.read(entries -> first(entries, place.orderId()));
            OrderView corrupted = stale ? first.orElseGet(() -> wrong(view)) : wrong(view);
            orders.damage(
                    ViewTables.ORDER_VIEW,
                    place.orderId(),
                    views.serialize(ViewTopology.ORDERS, corrupted));
        }
    }

    private OrderView view(byte[] stored) {
        return views.deserialize(ViewTopology.ORDERS, stored);
    }

    /** The order as it was when it had just been placed. */
    private Optional<OrderView> first(Entries orders, String orderId) {
        return orders.get(ViewTables.ORDER_HISTORY, new HistoryKey(orderId, 1).text())
                .map(stored -> StoredRecord.parse(stored).record())
                .map(record -> events.deserialize(Topics.ORDER_EVENT.name(), record))
                .flatMap(
                        event ->
                                OrderProjection.STANDARD.project(
                                        Optional.empty(), EventWire.read(event)))
                .map(ViewWire::write);
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

    private FaultReport report(int generation, List<Place> chosen, long seed) {
        return new FaultReport(
                "corrupt-view",
                "%d orders of generation %d of the views are stale or wrong, and have been from the next start on (--seed %d)"
                        .formatted(chosen.size(), generation, seed),
                chosen.size(),
                chosen.stream().map(Place::orderId).toList(),
                "start the app; ./pipeline audit --url http://127.0.0.1:%d: I10 is red and names them"
                        .formatted(config.http().port()),
                "./pipeline replay --promote");
    }
}
