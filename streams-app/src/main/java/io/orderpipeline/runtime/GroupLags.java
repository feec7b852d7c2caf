package io.orderpipeline.runtime;

import io.orderpipeline.query.RoleLags;
import io.orderpipeline.runtime.config.AppConfig;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
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
    private final Map<Role, String> groups;

    private GroupLags(Admin admin, Map<Role, String> groups) {
        this.admin = admin;
        this.groups = groups;
    }

    static GroupLags of(AppConfig config) {
        Map<String, Object> settings = new HashMap<>(config.kafka().admin());
        settings.put(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.cluster().bootstrapServers());
        settings.put(
                AdminClientConfig.CLIENT_ID_CONFIG,
                config.instance().applications().prefix() + "-lags");
        Map<Role, String> groups = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            groups.put(role, StreamsProperties.applicationId(role, config));
        }
        return new GroupLags(Admin.create(settings), groups);
    }

    @Override
    public CompletableFuture<Map<String, Long>> records() {
        Map<String, CompletableFuture<Optional<Long>>> lags = new TreeMap<>();
        groups.forEach((role, group) -> lags.put(role.label(), lag(group)));
        return CompletableFuture.allOf(lags.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> known(lags));
    }

    private static Map<String, Long> known(Map<String, CompletableFuture<Optional<Long>>> lags) {
        Map<String, Long> known = new TreeMap<>();
        lags.forEach((role, lag) -> lag.join().ifPresent(records -> known.put(role, records)));
        return known;
    }

    private CompletableFuture<Optional<Long>> lag(String group) {
        return future(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .thenCompose(this::behind)
                .thenApply(Optional::of)
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(
                        failed -> {
                            LOG.warn(
                                    "the lag of group {} is not known: {}",
                                    group,
                                    failed.toString());
                            return Optional.empty();
                        });
    }

    private CompletableFuture<Long> behind(Map<TopicPartition, OffsetAndMetadata> committed) {
        Map<TopicPartition, OffsetSpec> wanted =
                committed.keySet().stream()
                        .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
        return future(
                        admin.listOffsets(
                                        wanted,
                                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                                .all())
                .thenApply(ends -> behind(committed, ends));
    }

    private static long behind(
            Map<TopicPartition, OffsetAndMetadata> committed,
            Map<TopicPartition, ListOffsetsResultInfo> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> behind(end.getValue(), committed.get(end.getKey())))
                .sum();
    }

    private static long behind(ListOffsetsResultInfo end, @Nullable OffsetAndMetadata position) {
        return position == null ? end.offset() : Math.max(0, end.offset() - position.offset());
    }

    private static <T> CompletableFuture<T> future(KafkaFuture<T> answer) {
        return answer.toCompletionStage().toCompletableFuture();
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
    }
}
