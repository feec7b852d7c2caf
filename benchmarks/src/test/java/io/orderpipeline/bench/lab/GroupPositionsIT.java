package io.orderpipeline.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupPositionsIT {

    private static final String TOPIC = "some.output";

    @TempDir private Path home;

    @Test
    void a_topic_is_not_committed_while_a_transaction_is_open() {
        try (Lab lab = Lab.open(home);
                GroupPositions positions = lab.positions();
                Producer<byte[], byte[]> producer = transactional(lab)) {
            lab.createTopics(TOPIC);
            producer.initTransactions();
            producer.beginTransaction();
            Future<RecordMetadata> unused =
                    producer.send(new ProducerRecord<>(TOPIC, new byte[] {1}));
            producer.flush();
            assertThat(positions.isCommitted(TOPIC)).isFalse();
            assertThat(positions.end(TOPIC)).isZero();

            producer.commitTransaction();
            await().until(
                            () ->
                                    positions.isCommitted(
                                            TOPIC)); // brokers write markers in their time
            assertThat(positions.end(TOPIC)).isEqualTo(2); // the record and its marker
        }
    }

    private static Producer<byte[], byte[]> transactional(Lab lab) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        lab.connection().bootstrap(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "some"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
