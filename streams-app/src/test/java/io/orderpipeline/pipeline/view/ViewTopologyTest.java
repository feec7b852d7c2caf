package io.orderpipeline.pipeline.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.Commands;
import io.orderpipeline.order.History;
import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.pipeline.GoldenFile;
import io.orderpipeline.pipeline.Topologies;
import io.orderpipeline.pipeline.deadletter.FailureHandlers;
import io.orderpipeline.pipeline.deadletter.Quarantine;
import io.orderpipeline.pipeline.fold.FoldStore;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.EventWire;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewTopologyTest {

    private final Registry registry = Registry.inMemory();
    private final List<OrderEvent> events =
            History.of(Commands.PLACE, Commands.CONFIRM, Commands.FULFIL).facts().stream()
                    .map(ViewTopologyTest::record)
                    .toList();
    @TempDir private Path directory;
    private TopologyTestDriver driver;
    private TestInputTopic<String, OrderEvent> input;

    @BeforeEach
    void start() {
        registry.publish(Subjects.ALL);
        registry.publish(List.of(Subjects.orderView()));
        Properties properties = new Properties();
        properties.put(
                StreamsConfig.APPLICATION_ID_CONFIG,
                Applications.DEFAULT.views(Applications.FIRST_VIEWS_GENERATION));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.putAll(FailureHandlers.settings(new Quarantine()));
        driver =
                new TopologyTestDriver(
                        ViewTopology.build(
                                registry,
                                new ViewTopology.Sources(
                                        Applications.DEFAULT.ledgerChangelog(), topic -> "id"),
                                new ViewTotals(),
                                OrderProjection.STANDARD),
                        properties);
        input =
                driver.createInputTopic(
                        Topics.ORDER_EVENT.name(),
                        new StringSerializer(),
                        AvroSerde.of(OrderEvent.class, registry).serializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void the_topology_is_the_one_on_record() {
        GoldenFile.assertSame("view-topology.txt", Topologies.views().describe().toString());
    }

    @Test
    void the_view_is_the_fold_of_the_events() {
        events.forEach(event -> input.pipeInput("o-1", event));

        OrderView view = view();

        assertThat(view.getVersion()).isEqualTo(3);
        assertThat(view.getStatus()).isEqualTo(OrderStatus.FULFILLED);
        assertThat(view.getLastEvent().getType()).isEqualTo("OrderFulfilled");
    }

    @Test
    void events_that_are_delivered_again_after_a_crash_change_nothing() {
        events.forEach(event -> input.pipeInput("o-1", event));
        OrderView before = view();

        events.subList(1, 3).forEach(event -> input.pipeInput("o-1", event));

        assertThat(view()).isEqualTo(before);
    }

    @Test
    void an_event_after_a_gap_is_a_dead_letter_and_does_not_touch_the_view() {
        input.pipeInput("o-1", events.get(0));
        input.pipeInput("o-1", events.get(2));

        assertThat(view().getVersion()).isEqualTo(1);
        assertThat(deadLetters()).hasSize(1);
    }

    @Test
    void an_event_under_another_key_is_a_dead_letter_and_reaches_no_view() {
        input.pipeInput("o-2", events.get(0));
        input.pipeInput("o-1", events.get(0));

        assertThat(deadLetters()).singleElement().extracting(TestRecord::key).isEqualTo("o-2");
        assertThat(view().getVersion()).isEqualTo(1);
        assertThat(view("o-2")).isEmpty();
    }

    private List<TestRecord<String, byte[]>> deadLetters() {
        return driver.createOutputTopic(
                        Topics.ORDER_DEAD_LETTER.name(),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private OrderView view() {
        return view("o-1").orElseThrow();
    }

    private Optional<OrderView> view(String orderId) {
        FoldStore store = (FoldStore) driver.getStateStore(ViewTopology.ORDERS);
        AvroSerde<OrderView> views = AvroSerde.of(OrderView.class, registry);
        return store.get(ViewTables.ORDER_VIEW, orderId)
                .map(value -> views.deserialize(ViewTopology.ORDERS, value));
    }

    private static OrderEvent record(Fact fact) {
        return EventWire.write((Happened) fact);
    }
}
