package io.orderpipeline.runtime;

import io.orderpipeline.pipeline.view.ViewWatch;
import io.orderpipeline.query.Health;
import io.orderpipeline.query.Resources;
import io.orderpipeline.query.routing.Peers;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.serving.Freshness;
import io.orderpipeline.serving.KeySelections;
import io.orderpipeline.serving.LedgerRows;
import io.orderpipeline.serving.Partitions;
import io.orderpipeline.serving.StoredIndexes;
import io.orderpipeline.serving.StoredOrders;
import io.orderpipeline.serving.StoredStats;
import io.orderpipeline.serving.StreamsWhereabouts;
import io.orderpipeline.serving.ViewsSource;
import io.orderpipeline.topic.Applications;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.state.HostInfo;

/** What questions are answered from, where this process hosts the views. */
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
    private final Resources.Views views;
    private final Resources.Routing routing;
    private final GroupLags lags;

    private Queries(
            Freshness freshness,
            Resources.Views views,
            StreamsWhereabouts whereabouts,
            GroupLags lags) {
        this.freshness = freshness;
        this.views = views;
        this.routing = new Resources.Routing(whereabouts, new Peers(), lags);
        this.lags = lags;
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
            Health health) {}

    static Queries of(AppConfig config, Registry registry, Surroundings around) {
        Applications applications = config.instance().applications();
        String ledger = applications.ledgerChangelog();
        Freshness freshness =
                new Freshness(
                        around.source(),
                        RoleTopology.sources(Role.VIEWS, config),
                        around.partitions(),
                        config.http().oldest(),
                        consumer(config));
        Partitions partitions = new Partitions(around.source(), freshness, around.partitions());
        StreamsWhereabouts whereabouts =
                new StreamsWhereabouts(around.source(), around.self(), partitions);
        LedgerRows rows = new LedgerRows(registry, ledger);
        Resources.Views views =
                new Resources.Views(
                        new StoredOrders(
                                partitions,
                                registry,
                                rows,
                                config.streams().timeouts().transaction().plus(LATE_ABORT)),
                        new KeySelections(),
                        new StoredIndexes(partitions, rows),
                        new StoredStats(
                                freshness,
                                whereabouts,
                                around.health(),
                                Applications.FIRST_VIEWS_GENERATION));
        return new Queries(
                freshness, views, whereabouts, GroupLags.of(config, around.partitions()));
    }

    private static KafkaConsumer<byte[], byte[]> consumer(AppConfig config) {
        Map<String, Object> settings = new HashMap<>(config.kafka().consumer());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.cluster().bootstrapServers());
        settings.put(
                ConsumerConfig.CLIENT_ID_CONFIG,
                config.instance().applications().prefix() + "-freshness");
        settings.put(
                ConsumerConfig.GROUP_ID_CONFIG,
                StreamsProperties.applicationId(Role.VIEWS, config)); // to ask for its positions
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, LOOK_BYTES);
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Resources.Views views() {
        return views;
    }

    Resources.Routing routing() {
        return routing;
    }

    ViewWatch watch() {
        return freshness;
    }

    /** What the views still wait for once they run, for people. */
    Optional<String> waitingFor() {
        return freshness.catchingUp();
    }

    void start() {
        freshness.start();
    }

    void close() {
        freshness.close();
        lags.close();
    }
}
