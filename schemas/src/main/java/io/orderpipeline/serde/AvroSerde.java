package io.orderpipeline.serde;

import io.orderpipeline.registry.NotPublishedException;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.RegistryUnavailableException;
import io.orderpipeline.registry.Subject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Values of one record type in Confluent's wire format, under the subject {@code <topic>-value}.
 * The registry is asked once for each topic and each schema id, never for each record. Null stands
 * for null both ways (a tombstone), but only through {@link #serializer()} and {@link
 * #deserializer()}.
 *
 * <p>Any number of threads may share one: encoders, decoders and their buffers are reused, each by
 * one thread. It owns nothing that needs to be closed.
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {

    static {
        TrustedClasses.admitGeneratedRecords();
    }

    private final Registry registry;
    private final Schema schema;
    private final Map<String, Integer> idsByTopic = new ConcurrentHashMap<>();
    private final ThreadLocal<RecordEncoder<T>> encoder;
    private final ThreadLocal<RecordDecoder<T>> decoder;

    private AvroSerde(Class<T> type, Registry registry) {
        SpecificData model = SpecificData.getForClass(type);
        this.registry = registry;
        this.schema = model.getSchema(type);
        this.encoder =
                ThreadLocal.withInitial(
                        () -> new RecordEncoder<>(new SpecificDatumWriter<>(schema, model)));
        this.decoder =
                ThreadLocal.withInitial(
                        () -> new RecordDecoder<>(new ReadersById<>(registry, model, schema)));
    }

    /** A serde for one generated record class. */
    public static <T extends SpecificRecord> AvroSerde<T> of(Class<T> type, Registry registry) {
        return new AvroSerde<>(type, registry);
    }

    /**
     * The record as bytes.
     *
     * @throws NotPublishedException the topic's subject does not hold the schema of this class
     * @throws RegistryUnavailableException the registry gave no usable answer
     * @throws org.apache.kafka.common.errors.SerializationException the record is incomplete
     */
    public byte[] serialize(String topic, T record) {
        return encoder.get().encode(topic, record, idFor(topic));
    }

    /**
     * The record that the bytes hold, in this program's version of its schema.
     *
     * @throws UndecodableRecordException the bytes are not such a record, and never will be
     * @throws RegistryUnavailableException the registry gave no usable answer
     */
    public T deserialize(String topic, byte[] bytes) {
        return decoder.get().decode(topic, bytes);
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's interface is not annotated: null stands for a tombstone
    public Serializer<T> serializer() {
        return (topic, record) -> record == null ? null : serialize(topic, record);
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> bytes == null ? null : deserialize(topic, bytes);
    }

    private int idFor(String topic) {
        Integer known = idsByTopic.get(topic);
        if (known != null) {
            return known;
        }
        int id = registry.idOf(Subject.ofValues(topic, schema));
        idsByTopic.put(topic, id);
        return id;
    }
}
