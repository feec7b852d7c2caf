package io.orderpipeline.pipeline.view;

import static io.orderpipeline.order.Commands.CANCEL;
import static io.orderpipeline.order.Commands.CONFIRM;
import static io.orderpipeline.order.Commands.FULFIL;
import static io.orderpipeline.order.Commands.PLACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.pipeline.fold.FoldStore;
import io.orderpipeline.pipeline.fold.FoldStores;
import io.orderpipeline.pipeline.fold.LogRecord;
import io.orderpipeline.pipeline.fold.Progress;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;

/** What is on the disk of a process that was killed, and how it goes on from there. */
class KilledViewsTest {

    private static final int ORDERS = 600;
    private static final String TOPIC = Topics.ORDER_EVENT.name();

    private final Registry registry = Registry.inMemory();
    private final AvroSerde<OrderEvent> serde = AvroSerde.of(OrderEvent.class, registry);
    @TempDir private Path directory;

    /** Writes to the disk every few hundred events, and leaves there what it has written. */
    public static final class SmallMemory implements RocksDBConfigSetter {
        @Override
        public void setConfig(String store, Options options, Map<String, Object> configs) {
            options.setWriteBufferSize(64 * 1024);
            options.setArenaBlockSize(4 * 1024);
            options.setDisableAutoCompactions(true);
        }

        @Override
        public void close(String store, Options options) {
            // nothing of its own
        }
    }

    @Test
    void a_killed_store_holds_a_prefix_of_the_log_and_ends_where_it_would_have()
            throws IOException {
        registry.publish(Subjects.ALL);
        registry.publish(List.of(Subjects.orderView()));
        List<LogRecord> log = log();
        List<Long> found = new ArrayList<>();
        try (Opened running = open(directory.resolve("running"))) {
            for (int kill = 1; kill <= 5; kill++) {
                int from = log.size() * (kill - 1) / 5;
                catchUp(running.store(), log.subList(from, log.size() * kill / 5));
                Path killed =
                        copy(directory.resolve("running"), directory.resolve("killed-" + kill));
                found.add(revive(killed, log));
            }
        }
        // The database writes to the disk in a thread of its own, but does not put it off for ever.
        assertThat(found).isSorted();
        assertThat(found.get(4)).isGreaterThan(found.get(0));
    }

    /** Some records at a time, as when the views are behind. */
    private static void catchUp(FoldStore store, List<LogRecord> log) {
        for (int i = 0; i < log.size(); i++) {
            store.collect(log.get(i));
            if (i % 7 == 6) {
                store.write();
            }
        }
    }

    private long revive(Path killed, List<LogRecord> log) throws IOException {
        try (Opened revived = open(killed);
                Opened fresh = open(killed.resolveSibling("fresh-" + killed.getFileName()))) {
            long offset = revived.store().progress().map(Progress::offset).orElse(-1L);
            log.stream()
                    .filter(each -> each.cause().offset() <= offset)
                    .forEach(each -> FoldStores.apply(fresh.store(), each));
            assertThat(StoreImage.of(revived.store())).isEqualTo(StoreImage.of(fresh.store()));

            log.stream()
                    .filter(each -> each.cause().offset() > offset - 100) // some come again
                    .forEach(each -> FoldStores.apply(revived.store(), each));
            log.forEach(each -> FoldStores.apply(fresh.store(), each));
            assertThat(StoreImage.of(revived.store())).isEqualTo(StoreImage.of(fresh.store()));
            return offset;
        }
    }

    private record Opened(FoldStore store) implements AutoCloseable {
        @Override
        public void close() {
            store.close();
        }
    }

    private Opened open(Path path) {
        return new Opened(
                FoldStores.open(
                        path,
                        () -> new OrderFold(registry, OrderProjection.STANDARD),
                        Map.of(
                                StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                                SmallMemory.class)));
    }

    /** Events of all orders, many at a time, as they stand in a topic. */
    private List<LogRecord> log() {
        List<OrderEvent> fulfilled = OrderEvents.of(PLACE, CONFIRM, FULFIL);
        List<OrderEvent> cancelled = OrderEvents.of(PLACE, CANCEL);
        List<LogRecord> log = new ArrayList<>();
        for (int step = 0; step < ORDERS + 200; step++) {
            for (int age = 0; age < 3; age++) {
                int order = step - age * 100;
                List<OrderEvent> events = order % 3 == 0 ? cancelled : fulfilled;
                if (order >= 0 && order < ORDERS && age < events.size()) {
                    log.add(record(log.size(), "o-" + order, events.get(age)));
                }
            }
        }
        return log;
    }

    /** Offsets with gaps, as markers of transactions leave them. */
    private LogRecord record(int place, String orderId, OrderEvent event) {
        OrderEvent mine = OrderEvent.newBuilder(event).setOrderId(orderId).build();
        return new LogRecord(
                new Cause(TOPIC, 0, place * 2L), 0, orderId, serde.serialize(TOPIC, mine));
    }

    /** The list of files first: what it names has been written by then, and is never deleted. */
    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            List<Path> listFirst =
                    files.sorted(
                                    Comparator.comparing(
                                            file -> file.getFileName().toString().endsWith(".sst")))
                            .toList();
            for (Path file : listFirst) {
                if (!file.getFileName().toString().equals("LOCK")) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
        try (Stream<Path> tables = Files.list(from)) {
            for (Path table : tables.filter(file -> file.toString().endsWith(".sst")).toList()) {
                Path copy = to.resolve(table.getFileName());
                if (!Files.exists(copy)) {
                    Files.copy(table, copy);
                }
            }
        }
        return to;
    }
}
