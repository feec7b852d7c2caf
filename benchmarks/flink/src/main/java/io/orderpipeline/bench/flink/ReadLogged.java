package io.orderpipeline.bench.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Bytes with the place where they stand. */
final class ReadLogged implements KafkaRecordDeserializationSchema<Logged> {

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Logged> out) {
        Logged logged = Logged.of(record.topic(), new String(record.key(), UTF_8), record.value());
        logged.partition = record.partition();
        logged.offset = record.offset();
        logged.timestampMs = record.timestamp();
        out.collect(logged);
    }

    @Override
    public TypeInformation<Logged> getProducedType() {
        return TypeInformation.of(Logged.class);
    }
}
