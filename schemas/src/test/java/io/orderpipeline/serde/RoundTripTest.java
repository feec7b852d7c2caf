package io.orderpipeline.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The wire format by its definition; Avro's generic reader and writer stand on the other side. */
class RoundTripTest {

    private static final String TOPIC = "round.trip";
    private static final int SAMPLES = 200;

    private final Registry registry = Registry.inMemory();

    static Collection<Class<? extends SpecificRecord>> types() {
        return RecordTypes.all();
    }

    @Test
    void every_record_file_is_reached_from_a_published_subject() throws IOException {
        try (var files = Files.walk(Path.of("src/main/avro"))) {
            List<String> names =
                    files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> name.endsWith(".avsc"))
                            .map(name -> name.replace(".avsc", ""))
                            .filter(
                                    name ->
                                            !name.matches(
                                                    "OrderStatus|OutcomeKind|RejectionReason"
                                                            + "|RefundReason|TransactionState|OperatorActionKind"
                                                            + "|DeadLetterActionKind|GenerationStatus"))
                            .toList();
            assertThat(types())
                    .extracting(Class::getSimpleName)
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    <T extends SpecificRecord> void what_avro_writes_is_read_and_written_back(Class<T> type) {
        int id = publish(type);
        AvroSerde<T> serde = AvroSerde.of(type, registry);
        SampleData samples = new SampleData(type.getName().hashCode());
        Schema schema = SpecificData.get().getSchema(type);
        for (int i = 0; i < SAMPLES; i++) {
            byte[] foreign = SampleData.confluentBytes(id, samples.record(schema));
            T record = serde.deserialize(TOPIC, foreign);
            assertThat(record).isInstanceOf(type);
            assertThat(serde.serialize(TOPIC, record)).isEqualTo(foreign);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    <T extends SpecificRecord> void what_is_written_avro_reads(Class<T> type) throws IOException {
        int id = publish(type);
        Schema schema = SpecificData.get().getSchema(type);
        GenericRecord sample = new SampleData(1).record(schema);
        AvroSerde<T> serde = AvroSerde.of(type, registry);
        T record = serde.deserialize(TOPIC, SampleData.confluentBytes(id, sample));

        byte[] bytes = serde.serialize(TOPIC, record);

        assertThat(bytes).startsWith(0, id >>> 24, id >>> 16, id >>> 8, id);
        var body = DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null);
        var reader = new GenericDatumReader<GenericRecord>(schema);
        assertThat(reader.read(new GenericData.Record(schema), body)).isEqualTo(sample);
        assertThat(body.isEnd()).isTrue();
    }

    private int publish(Class<? extends SpecificRecord> type) {
        Subject subject = Subject.ofValues(TOPIC, SpecificData.get().getSchema(type));
        registry.publish(List.of(subject));
        return registry.idOf(subject);
    }
}
