package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.config.ConfigSources;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.serde.AvroSerde;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** How committed records are read, and what becomes of those that are none. */
final class CommittedRecordsTest {

    private static final OrderEvent EVENT = LogWriter.event("o-1", 3);

    private final Logger logger = (Logger) LoggerFactory.getLogger(CommittedRecords.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Registry registry = Registry.inMemory();

    @BeforeEach
    void listen() {
        registry.publish(Subjects.ALL);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    @Test
    void only_what_is_committed_is_read_and_never_for_a_group() {
        assertThat(settings("bootstrap.servers=broker:1", "application.prefix=p"))
                .containsEntry("bootstrap.servers", "broker:1")
                .containsEntry("client.id", "p-feed")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", false)
                .doesNotContainKeys("group.id", "group.instance.id");
    }

    @Test
    void settings_that_pass_through_reach_the_consumer() {
        assertThat(
                        settings(
                                "kafka.security.protocol=SSL",
                                "kafka.consumer.max.poll.records=1",
                                "kafka.producer.linger.ms=7"))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("max.poll.records", "1")
                .doesNotContainKey("linger.ms");
    }

    @Test
    void an_event_is_handed_on_with_its_place() {
        byte[] bytes = AvroSerde.of(OrderEvent.class, registry).serialize("order.event", EVENT);

        assertThat(decode("order.event", bytes)).hasValue(new Committed.Event(2, 7, EVENT));
        assertThat(log.list).isEmpty();
    }

    @Test
    void what_is_no_such_record_is_skipped_with_a_warning_that_says_where_it_stands() {
        assertThat(decode("order.event", new byte[] {1, 2, 3})).isEmpty();
        assertThat(decode("order.rejection", null)).isEmpty();

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("skipped order.event-2@7: "),
                        second -> assertThat(second).startsWith("skipped order.rejection-2@7: "));
    }

    private Optional<Committed> decode(String topic, byte @Nullable [] value) {
        return records().decode(new ConsumerRecord<>(topic, 2, 7, new byte[0], value));
    }

    private Map<String, Object> settings(String... assignments) {
        return records(assignments).settings("feed");
    }

    private CommittedRecords records(String... assignments) {
        AppConfig config = AppConfig.load(ConfigSources.none().assignments(List.of(assignments)));
        return new CommittedRecords(config, registry);
    }
}
