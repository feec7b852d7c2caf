package io.orderpipeline.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.orderpipeline.pipeline.deadletter.FailureHandlers;
import io.orderpipeline.pipeline.deadletter.Quarantine;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time of a record is the record's, whatever the application's settings say. */
class RecordTimeTest {

    @TempDir private Path directory;

    /** Stands for any extractor that the settings of an application may name. */
    public static final class Unwanted implements TimestampExtractor {
        @Override
        public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
            throw new IllegalStateException("the extractor of the settings was asked");
        }
    }

    @Test
    void the_decider_takes_the_time_of_the_command() {
        assertNotAsked(Topologies.decider(), Topics.ORDER_COMMAND.name());
    }

    @Test
    void the_views_take_the_time_of_the_event() {
        assertNotAsked(Topologies.views(), Topics.ORDER_EVENT.name());
    }

    private void assertNotAsked(Topology topology, String source) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "record-time");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, Unwanted.class);
        properties.putAll(FailureHandlers.settings(new Quarantine()));
        try (TopologyTestDriver driver = new TopologyTestDriver(topology, properties)) {
            var input =
                    driver.createInputTopic(
                            source, new StringSerializer(), new ByteArraySerializer());
            TestRecord<String, byte[]> poison = new TestRecord<>("o-1", null, DeciderDriver.NOON);
            assertThatCode(() -> input.pipeInput(poison)).doesNotThrowAnyException();
        }
    }
}
