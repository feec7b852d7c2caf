package io.orderpipeline.runtime;

import static io.orderpipeline.runtime.LogWriter.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.config.ConfigSources;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.SharedStack;
import io.orderpipeline.topic.TopicAdmin;
import io.orderpipeline.topic.TopicSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The log read again, on a real broker. */
final class LogPastIT {

    private static final int PARTITIONS = 6;
    private static final LocalStack STACK = SharedStack.get();

    private final Registry registry = Registry.connect(STACK.registryUrl());
    private final LogWriter writer = new LogWriter(STACK, registry);
    private final LogPast past = past(STACK.bootstrapServers(), PastReading.Bounds.STANDARD);

    /** The topics are everybody's. */
    private final String order = "past-" + UUID.randomUUID();

    @BeforeAll
    static void topics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", STACK.bootstrapServers()))) {
            TopicAdmin.create(admin, TopicSettings.defaults(1));
        }
    }

    @AfterEach
    void stop() {
        past.close();
        writer.close();
        registry.close();
    }

    @Test
    void all_that_was_committed_between_two_ends_is_read_and_nothing_else() {
        commit(1, 2);
        Map<Integer, Long> from = past.ends();
        commit(3, 4);
        writer.begin();
        writer.write(0, event(order, 5)).write(1, event(order, 105)).reject(0, order);
        writer.abort();
        commit(6, 7);
        Map<Integer, Long> to = past.ends();
        commit(8, 9);

        assertThat(from).hasSize(PARTITIONS);
        assertThat(read(past, from, to, 0)).containsExactly(3L, 4L, 6L, 7L);
        assertThat(read(past, from, to, 1)).containsExactly(103L, 104L, 106L, 107L);
        assertThat(read(past, to, to, 0)).isEmpty();
    }

    @Test
    void an_open_transaction_stands_behind_the_end() {
        commit(1, 2);
        Map<Integer, Long> before = past.ends();
        writer.begin();
        writer.write(0, event(order, 3));
        writer.flush();
        Map<Integer, Long> open = past.ends();
        writer.commit();
        awaitMoved(before, 0);
        Map<Integer, Long> committed = past.ends();

        assertThat(open).isEqualTo(before);
        assertThat(read(past, before, committed, 0)).containsExactly(3L);
    }

    @Test
    void what_is_more_than_is_read_at_once_is_handed_on_as_far_as_that() {
        Map<Integer, Long> from = past.ends();
        commit(1, 2);
        commit(3, 4);
        Map<Integer, Long> to = past.ends();
        List<Long> versions = new ArrayList<>();
        try (LogPast little =
                past(
                        STACK.bootstrapServers(),
                        new PastReading.Bounds(3, Duration.ofMinutes(1), Duration.ofMinutes(1)))) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(
                            () ->
                                    little.read(
                                            from,
                                            to,
                                            found -> versions.add(found.record().getVersion())))
                    .withMessageContaining("within 3 events");
        }
        assertThat(versions).hasSize(3);
    }

    @Test
    void without_brokers_nobody_waits_for_long() {
        try (LogPast nobody =
                past(
                        "127.0.0.1:9",
                        new PastReading.Bounds(3, Duration.ofMinutes(1), Duration.ofMillis(300)))) {
            assertThatExceptionOfType(UnavailableException.class).isThrownBy(nobody::ends);
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> nobody.read(Map.of(0, 0L), Map.of(0, 1L), found -> {}))
                    .satisfies(why -> assertThat(why.reason()).isEqualTo(Reason.CATCHING_UP));
        }
    }

    @Test
    void a_closed_one_says_so() {
        past.close();

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(past::ends)
                .satisfies(why -> assertThat(why.reason()).isEqualTo(Reason.NOT_RUNNING));
    }

    private List<Long> read(
            LogPast from, Map<Integer, Long> start, Map<Integer, Long> end, int partition) {
        List<Long> versions = new ArrayList<>();
        from.read(
                start,
                end,
                found -> {
                    if (found.orderId().equals(order) && found.partition() == partition) {
                        versions.add(found.record().getVersion());
                    }
                });
        return versions;
    }

    /** Two transactions, on two partitions each. */
    private void commit(long first, long second) {
        for (long version : new long[] {first, second}) {
            Map<Integer, Long> before = past.ends();
            writer.begin();
            writer.write(0, event(order, version)).write(1, event(order, 100 + version));
            writer.commit();
            awaitMoved(before, 0);
            awaitMoved(before, 1);
        }
    }

    /** A commit is decided before its markers are written; only then does the end move. */
    private void awaitMoved(Map<Integer, Long> before, int partition) {
        await().until(
                        () ->
                                past.ends().getOrDefault(partition, 0L)
                                        > before.getOrDefault(partition, 0L));
    }

    private LogPast past(String bootstrapServers, PastReading.Bounds bounds) {
        AppConfig config =
                AppConfig.load(
                        ConfigSources.none()
                                .assignments(List.of("bootstrap.servers=" + bootstrapServers)));
        return new LogPast(config, new CommittedRecords(config, registry), PARTITIONS, bounds);
    }
}
