package io.orderpipeline.serving;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.pipeline.fold.Entries;
import io.orderpipeline.pipeline.view.ViewTables;
import io.orderpipeline.pipeline.view.ViewTopology;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks while the views start or stop is told that the copy is not here. */
class PartitionTest {

    private static final String STORE = ViewTopology.ORDERS;

    @TempDir private Path directory;

    @Test
    void views_that_have_not_started_have_no_copy() {
        try (KafkaStreams streams = streams()) {
            assertThatNothingIsHere(streams);
        }
    }

    @Test
    void views_that_have_stopped_have_no_copy() {
        KafkaStreams streams = streams();
        streams.close();
        assertThatNothingIsHere(streams);
    }

    private static void assertThatNothingIsHere(KafkaStreams streams) {
        Partition partition =
                new Partition(new ViewsSource(streams, new RestoreProgress(() -> 0)), 0);
        assertThatThrownBy(() -> partition.progress(STORE))
                .isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(() -> partition.get(STORE, ViewTables.ORDER_VIEW, "o-1"))
                .isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(() -> partition.read(STORE, Entries::progress))
                .isInstanceOf(InvalidStateStoreException.class);
    }

    private KafkaStreams streams() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("input").to("output");
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "partition-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        return new KafkaStreams(builder.build(), properties);
    }
}
