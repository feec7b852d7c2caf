package io.orderpipeline.serving;

import io.orderpipeline.pipeline.view.ViewTopology;
import io.orderpipeline.query.routing.Instance;
import io.orderpipeline.query.routing.Whereabouts;
import io.orderpipeline.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/** What the group of the views says of its members. Safe for many threads. */
public final class StreamsWhereabouts implements Whereabouts {

    private static final Serializer<String> KEYS = Serdes.String().serializer();

    private final Supplier<Optional<ViewsSource>> source;
    private final Supplier<HostInfo> self;
    private final Partitions local;
    private final Set<Integer> partitions;

    /**
     * Asks nothing yet.
     *
     * @param source absent until the views' application is built
     * @param self this process, as {@code application.server} names it
     * @param local the partitions that are here
     */
    public StreamsWhereabouts(
            Supplier<Optional<ViewsSource>> source, Supplier<HostInfo> self, Partitions local) {
        this.source = source;
        this.self = self;
        this.local = local;
        this.partitions =
                IntStream.range(0, local.count()).boxed().collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean isHere(String orderId) {
        return local.isOwned(local.of(orderId));
    }

    @Override
    public Instance self() {
        return instance(self.get());
    }

    @Override
    public Place placeOf(String orderId) {
        ViewsSource views = running();
        try {
            KeyQueryMetadata found =
                    views.streams().queryMetadataForKey(ViewTopology.ORDERS, orderId, KEYS);
            if (found == null || KeyQueryMetadata.NOT_AVAILABLE.equals(found)) {
                throw views.notNow();
            }
            return new Place(
                    Optional.of(found.activeHost())
                            .filter(host -> !host.equals(HostInfo.unavailable()))
                            .map(StreamsWhereabouts::instance),
                    found.standbyHosts().stream().map(StreamsWhereabouts::instance).toList());
        } catch (InvalidStateStoreException moved) {
            throw views.notNow();
        }
    }

    @Override
    public Map<Integer, Instance> owners() {
        Map<Integer, Instance> owners = new HashMap<>();
        for (StreamsMetadata client : streams().metadataForAllStreamsClients()) {
            client.topicPartitions().stream()
                    .filter(each -> each.topic().equals(Topics.ORDER_EVENT.name()))
                    .forEach(each -> owners.put(each.partition(), instance(client.hostInfo())));
        }
        return owners;
    }

    @Override
    public Set<Integer> partitions() {
        return partitions;
    }

    @Override
    public Set<Instance> instances() {
        return streams().metadataForAllStreamsClients().stream()
                .map(client -> instance(client.hostInfo()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private KafkaStreams streams() {
        return running().streams();
    }

    private ViewsSource running() {
        ViewsSource views = source.get().orElseThrow(ViewsSource::notStarted);
        views.requireRunning();
        return views;
    }

    private static Instance instance(HostInfo host) {
        return new Instance(host.host(), host.port());
    }
}
