package io.orderpipeline.runtime;

import static io.orderpipeline.pipeline.LedgerRows.row;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.topic.Applications;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** The tracker's ledger as a test writes it: in transactions, on the partition of the order. */
final class LedgerWriter implements AutoCloseable {

    private final String topic;
    private final AvroSerde<LedgerRow> serde;
    private final KafkaProducer<String, byte[]> producer;

    LedgerWriter(LocalStack stack, Registry registry, Applications applications) {
        registry.publish(List.of(Subjects.ledgerChangelog(applications)));
        topic = applications.ledgerChangelog();
        serde = AvroSerde.of(LedgerRow.class, registry);
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                stack.bootstrapServers(),
                                "transactional.id",
                                topic),
                        new StringSerializer(),
                        new ByteArraySerializer());
        producer.initTransactions();
    }

    void commit(LedgerRow... rows) {
        write(rows);
        producer.commitTransaction();
    }

    void abort(LedgerRow... rows) {
        write(rows);
        producer.flush();
        producer.abortTransaction();
    }

    private void write(LedgerRow... rows) {
        producer.beginTransaction();
        for (LedgerRow row : rows) {
            var unused = // its failure would be the transaction's
                    producer.send(
                            new ProducerRecord<>(
                                    topic,
                                    partition(row.getOrderId()),
                                    row.getOrderId() + "/" + row.getTransactionId(),
                                    serde.serialize(topic, row)));
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    /** Where an order's records belong. */
    static int partition(String orderId) {
        byte[] key = orderId.getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % 6;
    }

    /** What is committed on a partition, from the beginning to the end. */
    static List<ConsumerRecord<String, byte[]>> read(LocalStack stack, String topic, int number) {
        TopicPartition partition = new TopicPartition(topic, number);
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                stack.bootstrapServers(),
                                "isolation.level",
                                "read_committed"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
