package io.orderpipeline.bench.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.topic.Topics;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The pipeline as a Flink job in a local cluster: the same rules and the same Avro, an exactly-once
 * sink, state in RocksDB with incremental checkpoints. It decides, and keeps a ledger of payments
 * and the view and history of each order. It has no deadlines, no dead letters and no queries.
 *
 * <p>Arguments: bootstrap servers, registry, group, folder for state, checkpoint interval in
 * milliseconds.
 */
public final class FlinkOrders {

    /** The broker's limit is 15 minutes; the connector's own default is beyond it. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

    private final String bootstrap;
    private final String registry;
    private final String group;

    private FlinkOrders(String bootstrap, String registry, String group) {
        this.bootstrap = bootstrap;
        this.registry = registry;
        this.group = group;
    }

    /** Runs until it is killed. */
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment flink =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration(args[3]));
        flink.setParallelism(1);
        flink.enableCheckpointing(Long.parseLong(args[4]), CheckpointingMode.EXACTLY_ONCE);
        new FlinkOrders(args[0], args[1], args[2]).build(flink);
        flink.execute(args[2]);
    }

    /** A job that fails ends, and says why, instead of beginning again and again in silence. */
    private static Configuration configuration(String folder) {
        return new Configuration()
                .set(RestartStrategyOptions.RESTART_STRATEGY, "disable")
                .set(StateBackendOptions.STATE_BACKEND, "rocksdb")
                .set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true)
                .set(
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        "file://" + folder + "/checkpoints")
                .set(CoreOptions.TMP_DIRS, folder + "/tmp");
    }

    private void build(StreamExecutionEnvironment flink) {
        DataStream<Logged> commands = read(flink, Topics.ORDER_COMMAND.name());
        DataStream<Logged> captures = read(flink, Topics.PAYMENT_TRANSACTION.name());
        DataStream<Logged> facts =
                commands.keyBy(logged -> logged.key).process(new Decide(registry)).name("decide");
        facts.sinkTo(sink()).name("facts");
        facts.keyBy(logged -> logged.key)
                .connect(captures.keyBy(logged -> logged.key))
                .process(new Keep(registry))
                .name("keep")
                .sinkTo(new DiscardingSink<>());
    }

    private DataStream<Logged> read(StreamExecutionEnvironment flink, String topic) {
        KafkaSource<Logged> source =
                KafkaSource.<Logged>builder()
                        .setBootstrapServers(bootstrap)
                        .setGroupId(group)
                        .setTopics(topic)
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                        .setDeserializer(new ReadLogged())
                        .build();
        return flink.fromSource(source, WatermarkStrategy.noWatermarks(), topic);
    }

    private KafkaSink<Logged> sink() {
        return KafkaSink.<Logged>builder()
                .setBootstrapServers(bootstrap)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(group)
                .setProperty(
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        Long.toString(TRANSACTION_TIMEOUT.toMillis()))
                .setRecordSerializer(
                        (KafkaRecordSerializationSchema<Logged>)
                                (logged, context, timestamp) ->
                                        new ProducerRecord<>(
                                                logged.topic,
                                                logged.key.getBytes(UTF_8),
                                                logged.value))
                .build();
    }
}
