package io.orderpipeline.runtime;

import io.orderpipeline.pipeline.view.ViewTopology;
import io.orderpipeline.query.Health;
import io.orderpipeline.query.LocalStats;
import io.orderpipeline.query.OrderReads;
import io.orderpipeline.query.generation.Digests;
import io.orderpipeline.query.routing.LocalIndexes;
import io.orderpipeline.query.routing.Whereabouts;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.serving.Freshness;
import io.orderpipeline.serving.LedgerRows;
import io.orderpipeline.serving.OrderViews;
import io.orderpipeline.serving.Partitions;
import io.orderpipeline.serving.StoredDigests;
import io.orderpipeline.serving.StoredIndexes;
import io.orderpipeline.serving.StoredOrders;
import io.orderpipeline.serving.StoredStats;
import io.orderpipeline.serving.StreamsWhereabouts;
import io.orderpipeline.serving.Turn;
import io.orderpipeline.serving.ViewsSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.state.HostInfo;

/** What questions are answered from one generation of the views by, where it is hosted. */
final class Queries {

    /**
     * A compensation has the time at which it was written, and the decider sees it when the
     * tracker's transaction commits; other commands overtake it meanwhile. Brokers look for
     * transactions that have timed out every ten seconds, and may commit one as late as that.
     */
    private static final Duration LATE_ABORT = Duration.ofSeconds(10);

    /** Of a partition, at a look at its end; what comes in between is not wanted. */
    private static final int LOOK_BYTES = 64 * 1024;

    private final Freshness freshness;
    private final Turn turn;
    private final Whereabouts whereabouts;
    private final OrderReads orders;
    private final LocalIndexes indexes;
    private final LocalStats stats;
    private final Digests digests;

    private Queries(AppConfig config, Registry registry, Surroundings around) {
        this.turn = around.seat().turn();
        String ledger = config.instance().applications().ledgerChangelog();
        int generation = around.seat().generation();
        this.freshness =
                new Freshness(
                        around.source(),
                        new Freshness.Sources(ViewTopology.stores(ledger), around.partitions()),
                        config.http().oldest(),
                        consumer(config, generation),
                        turn);
        Partitions partitions =
                new Partitions(around.source(), freshness, generation, around.partitions());
        this.whereabouts = new StreamsWhereabouts(around.source(), around.self(), partitions);
        LedgerRows rows = new LedgerRows(registry, ledger);
        OrderViews views = new OrderViews(registry);
        Duration overtaking = config.streams().timeouts().transaction().plus(LATE_ABORT);
        this.orders = new StoredOrders(partitions, registry, rows, overtaking);
        this.indexes = new StoredIndexes(partitions, views, rows);
        this.stats = new StoredStats(freshness, whereabouts, around.seat().health(), generation);
        this.digests = new StoredDigests(partitions, whereabouts, views);
    }

    /**
     * What the process around them is.
     *
     * @param source the views; absent until they are built
     * @param self this process, as {@code application.server} names it
     * @param partitions of every topic that is keyed by order id
     */
    record Surroundings(
            Supplier<Optional<ViewsSource>> source,
            Supplier<HostInfo> self,
            int partitions,
            Seat seat) {}

    /**
     * Which of the generations this is.
     *
     * @param turn whether it is the one that answers
     * @param health of the process
     */
    record Seat(int generation, Turn turn, Health health) {}

    static Queries of(AppConfig config, Registry registry, Surroundings around) {
        return new Queries(config, registry, around);
    }

    private static KafkaConsumer<byte[], byte[]> consumer(AppConfig config, int generation) {
        Map<String, Object> settings = new HashMap<>(config.kafka().consumer());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.cluster().bootstrapServers());
        String group = config.instance().applications().views(generation);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, group + "-freshness");
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group); // to ask for its positions
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, LOOK_BYTES);
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    OrderReads orders() {
        return orders;
    }

    LocalIndexes indexes() {
        return indexes;
    }

    LocalStats stats() {
        return stats;
    }

    Whereabouts whereabouts() {
        return whereabouts;
    }

    Digests digests() {
        return digests;
    }

    Freshness freshness() {
        return freshness;
    }

    /** What the views still wait for once they run, for people. */
    Optional<String> waitingFor() {
        return freshness.catchingUp();
    }

    /** Throws when another generation answers, or none. */
    void requireTurn() {
        turn.require();
    }

    void anew() {
        freshness.anew();
    }

    boolean isCaughtUp() {
        return freshness.isCaughtUp();
    }

    void start() {
        freshness.start();
    }

    void close() {
        freshness.close();
    }
}
