package io.orderpipeline.runtime;

import io.orderpipeline.query.RoleLags;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.topic.Applications;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the groups' committed positions with the ends of what they read. Asks the brokers, not
 * the instances: a role that runs nowhere has a lag, too. Safe for many threads.
 */
final class GroupLags implements RoleLags, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupLags.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Admin admin;
    private final List<Reads> groups;

    private GroupLags(Admin admin, List<Reads> groups) {
        this.admin = admin;
        this.groups = groups;
    }

    /** What a role's group reads. */
    private record Reads(Role role, Supplier<String> name, Set<TopicPartition> sources) {
        String group() {
            return name.get();
        }
    }

    /**
     * For all roles; for the views only where it is known which generation is live.
     *
     * @param partitions of every topic that is keyed by order id
     * @param generation the one of the views that is live
     */
    static GroupLags of(AppConfig config, int partitions, Optional<IntSupplier> generation) {
        Map<String, Object> settings = new HashMap<>(config.kafka().admin());
        settings.put(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.cluster().bootstrapServers());
        settings.put(
                AdminClientConfig.CLIENT_ID_CONFIG,
                config.instance().applications().prefix() + "-lags");
        IntSupplier live = generation.orElse(() -> Applications.FIRST_VIEWS_GENERATION);
        List<Reads> groups = new ArrayList<>();
        for (Role role : Role.values()) {
            if (role == Role.VIEWS && generation.isEmpty()) {
                continue;
            }
            Set<TopicPartition> sources = new HashSet<>();
            for (String topic : RoleTopology.sources(role, config)) {
                for (int partition = 0; partition < partitions; partition++) {
                    sources.add(new TopicPartition(topic, partition));
                }
            }
            groups.add(
                    new Reads(
                            role,
                            () -> StreamsProperties.applicationId(role, config, live.getAsInt()),
                            sources));
        }
        return new GroupLags(Admin.create(settings), List.copyOf(groups));
    }

    @Override
    public CompletableFuture<Map<String, Long>> records() {
        Map<String, CompletableFuture<Optional<Long>>> lags = new TreeMap<>();
        groups.forEach(each -> lags.put(each.role().label(), lag(each)));
        return CompletableFuture.allOf(lags.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> known(lags));
    }

    private static Map<String, Long> known(Map<String, CompletableFuture<Optional<Long>>> lags) {
        Map<String, Long> known = new TreeMap<>();
        lags.forEach((role, lag) -> lag.join().ifPresent(records -> known.put(role, records)));
        return known;
    }

    private CompletableFuture<Optional<Long>> lag(Reads group) {
        return positions(group)
                .thenCombine(
                        offsets(group, OffsetSpec.latest()),
                        (positions, ends) -> Optional.of(behind(positions, ends)))
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(
                        failed -> {
                            LOG.warn(
                                    "the lag of group {} is not known: {}",
                                    group.group(),
                                    failed.toString());
                            return Optional.empty();
                        });
    }

    /** Where the group goes on; where it never committed, it has everything before it. */
    private CompletableFuture<Map<TopicPartition, Long>> positions(Reads group) {
        return future(admin.listConsumerGroupOffsets(group.group()).partitionsToOffsetAndMetadata())
                .thenCombine(
                        offsets(group, OffsetSpec.earliest()),
                        (committed, positions) -> {
                            committed.forEach(
                                    (source, position) -> {
                                        if (position != null) {
                                            positions.replace(source, position.offset());
                                        }
                                    });
                            return positions;
                        });
    }

    private CompletableFuture<Map<TopicPartition, Long>> offsets(Reads group, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        group.sources().forEach(source -> wanted.put(source, which));
        return future(
                        admin.listOffsets(
                                        wanted,
                                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                                .all())
                .thenApply(
                        found -> {
                            Map<TopicPartition, Long> offsets = new HashMap<>();
                            found.forEach((source, info) -> offsets.put(source, info.offset()));
                            return offsets;
                        });
    }

    private static long behind(
            Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(
                        end ->
                                Math.max(
                                        0,
                                        end.getValue() - positions.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private static <T> CompletableFuture<T> future(KafkaFuture<T> answer) {
        return answer.toCompletionStage().toCompletableFuture();
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
    }
}
