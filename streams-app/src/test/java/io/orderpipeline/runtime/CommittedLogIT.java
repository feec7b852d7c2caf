package io.orderpipeline.runtime;

import static io.orderpipeline.runtime.LogWriter.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.query.feed.CommittedFeed.Subscription;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The feed of what is committed, on a real broker. */
final class CommittedLogIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PARTITIONS = 6;
    private static final LocalStack STACK = SharedStack.get();

    private final Registry registry = Registry.connect(STACK.registryUrl());
    private final LogWriter writer = new LogWriter(STACK, registry);
    private final CommittedLog log = log(STACK.bootstrapServers());

    /** The topics are everybody's. */
    private final String order = "committed-" + UUID.randomUUID();

    @BeforeAll
    static void topics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", STACK.bootstrapServers()))) {
            TopicAdmin.create(admin, TopicSettings.defaults(1));
        }
    }

    @AfterEach
    void stop() {
        log.close();
        writer.close();
        registry.close();
    }

    private final class Heard {

        private final List<Committed> records = Collections.synchronizedList(new ArrayList<>());

        void hear(Committed record) {
            if (record.orderId().equals(order)) {
                records.add(record);
            }
        }

        List<Long> versions(int partition) {
            return List.copyOf(records).stream()
                    .filter(record -> record.partition() == partition)
                    .filter(Committed.Event.class::isInstance)
                    .map(record -> ((Committed.Event) record).record().getVersion())
                    .toList();
        }

        long rejections() {
            return List.copyOf(records).stream()
                    .filter(Committed.Rejection.class::isInstance)
                    .count();
        }
    }

    @Test
    void what_is_committed_is_heard_in_order_and_what_is_aborted_never() {
        Heard heard = new Heard();
        log.subscribe(heard::hear);
        for (long version = 1; version <= 9; version += 2) {
            writer.begin();
            writer.write(0, event(order, version)).write(1, event(order, 100 + version));
            writer.commit();
            writer.begin();
            writer.write(0, event(order, version + 1)).reject(1, order);
            writer.abort();
        }
        writer.begin();
        writer.reject(5, order).write(0, event(order, 11));
        writer.commit();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            assertThat(heard.rejections()).isOne();
                            assertThat(heard.versions(0)).endsWith(11L);
                        });
        assertThat(heard.versions(0)).containsExactly(1L, 3L, 5L, 7L, 9L, 11L);
        assertThat(heard.versions(1)).containsExactly(101L, 103L, 105L, 107L, 109L);
    }

    @Test
    void a_transaction_that_was_open_when_the_feed_began_is_heard_once_it_is_committed() {
        writer.begin();
        writer.write(2, event(order, 1)).reject(2, order);
        writer.flush();
        Heard heard = new Heard();
        try (CommittedLog later = log(STACK.bootstrapServers())) {
            later.subscribe(heard::hear);
            writer.commit();

            await().atMost(PATIENCE).until(() -> heard.rejections() == 1);
            await().atMost(PATIENCE).until(() -> heard.versions(2).equals(List.of(1L)));
        }
    }

    @Test
    void every_subscriber_hears_everything_until_it_ends_whatever_the_others_do() {
        Heard first = new Heard();
        Heard second = new Heard();
        log.subscribe(record -> fail());
        log.subscribe(first::hear);
        Subscription brief = log.subscribe(second::hear);
        commit(1);
        await().atMost(PATIENCE).until(() -> second.versions(3).size() == 1);
        brief.close();
        commit(2);

        await().atMost(PATIENCE).until(() -> first.versions(3).equals(List.of(1L, 2L)));
        assertThat(second.versions(3)).containsExactly(1L);
    }

    @Test
    void one_that_comes_after_a_time_without_any_hears_what_is_committed_from_then_on() {
        log.subscribe(record -> {}).close();
        commit(1);
        Heard heard = new Heard();
        log.subscribe(heard::hear);
        commit(2);

        await().atMost(PATIENCE).until(() -> heard.versions(3).contains(2L));
    }

    @Test
    void without_brokers_it_says_so_and_can_be_closed() {
        try (CommittedLog nobody = log("127.0.0.1:9")) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> nobody.subscribe(record -> {}))
                    .satisfies(why -> assertThat(why.reason()).isEqualTo(Reason.STARTING));
        }
    }

    @Test
    void a_closed_one_takes_no_subscribers() {
        log.close();

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> log.subscribe(record -> {}))
                .satisfies(why -> assertThat(why.reason()).isEqualTo(Reason.NOT_RUNNING));
    }

    private static void fail() {
        throw new IllegalStateException("a listener that fails");
    }

    private void commit(long version) {
        writer.begin();
        writer.write(3, event(order, version));
        writer.commit();
    }

    private CommittedLog log(String bootstrapServers) {
        AppConfig config =
                AppConfig.load(
                        ConfigSources.none()
                                .assignments(List.of("bootstrap.servers=" + bootstrapServers)));
        return CommittedLog.start(new CommittedRecords(config, registry), PARTITIONS);
    }
}
