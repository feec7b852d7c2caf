package io.orderpipeline.bench.bare;

import io.orderpipeline.bench.lab.App;
import io.orderpipeline.bench.lab.Lab;
import io.orderpipeline.bench.lab.Program;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The least that an exactly-once application with a state can do for a record: one source, one get
 * and one put of an in-memory store with its changelog, one sink. It understands nothing of what it
 * passes on. What the pipeline is held against.
 *
 * <p>Arguments: bootstrap servers, application id, input topic, output topic, commit interval in
 * milliseconds, stream threads, state directory.
 */
public final class BareStreams {

    /** Its application id, which is also its consumer group. */
    public static final String ID = "bare";

    private static final String STORE = "last";

    private BareStreams() {}

    /** Starts it in a process of its own, with the app's settings. */
    public static Program start(Lab lab, String input, String output) {
        return lab.start(
                ID,
                BareStreams.class.getName(),
                List.of(
                        lab.connection().bootstrap(),
                        ID,
                        input,
                        output,
                        App.COMMIT_INTERVAL_MS,
                        App.THREADS,
                        lab.folder(ID).resolve("state").toString()));
    }

    /** Runs until it is killed. */
    public static void main(String[] args) throws InterruptedException {
        KafkaStreams streams = new KafkaStreams(topology(args[2], args[3]), properties(args));
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
        new CountDownLatch(1).await();
    }

    private static Topology topology(String input, String output) {
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        "input",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        input)
                .addProcessor("pass", Pass::new, "input")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(STORE),
                                Serdes.Bytes(),
                                Serdes.ByteArray()),
                        "pass")
                .addSink(
                        "output",
                        output,
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        "pass");
    }

    private static Properties properties(String[] args) {
        Properties properties = new Properties();
        properties.putAll(
                Map.of(
                        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0],
                        StreamsConfig.APPLICATION_ID_CONFIG, args[1],
                        StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2,
                        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, args[4],
                        StreamsConfig.NUM_STREAM_THREADS_CONFIG, args[5],
                        StreamsConfig.STATE_DIR_CONFIG, args[6]));
        return properties;
    }

    private static final class Pass extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

        private KeyValueStore<Bytes, byte[]> last;

        @SuppressWarnings("NullAway.Init") // Streams calls init before anything else
        Pass() {}

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            super.init(context);
            last = context.getStateStore(STORE);
        }

        @Override
        public void process(Record<byte[], byte[]> message) {
            Bytes key = Bytes.wrap(message.key());
            byte[] before = last.get(key);
            last.put(key, message.value());
            context().forward(before == null ? message : message.withHeaders(message.headers()));
        }
    }
}
