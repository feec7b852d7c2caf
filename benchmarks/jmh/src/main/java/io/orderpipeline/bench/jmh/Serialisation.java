package io.orderpipeline.bench.jmh;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A command to bytes and back: the pipeline's serde beside Avro's generic way. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Serialisation {

    private static final String TOPIC = Topics.ORDER_COMMAND.name();

    /** Magic byte and schema id. */
    private static final int FRAME_BYTES = 5;

    private final GenericDatumWriter<GenericRecord> writer =
            new GenericDatumWriter<>(OrderCommand.getClassSchema());
    private final GenericDatumReader<GenericRecord> reader =
            new GenericDatumReader<>(OrderCommand.getClassSchema());
    private AvroSerde<OrderCommand> serde;
    private OrderCommand[] commands;
    private GenericRecord[] generic;
    private byte[][] bytes;
    private byte[][] genericBytes;
    private int next;

    /** Makes everything that is measured with. */
    @Setup
    public void setUp() throws IOException {
        Registry registry = Registry.inMemory();
        registry.publish(Subjects.ALL);
        serde = AvroSerde.of(OrderCommand.class, registry);
        commands = Commands.some();
        generic = new GenericRecord[commands.length];
        bytes = new byte[commands.length][];
        genericBytes = new byte[commands.length][];
        for (int i = 0; i < commands.length; i++) {
            bytes[i] = serde.serialize(TOPIC, commands[i]);
            genericBytes[i] = Arrays.copyOfRange(bytes[i], FRAME_BYTES, bytes[i].length);
            generic[i] = read(genericBytes[i]);
        }
    }

    private int next() {
        next = next + 1 == commands.length ? 0 : next + 1;
        return next;
    }

    /** The pipeline's serde. */
    @Benchmark
    public byte[] write() {
        return serde.serialize(TOPIC, commands[next()]);
    }

    /** The pipeline's serde. */
    @Benchmark
    public OrderCommand read() {
        return serde.deserialize(TOPIC, bytes[next()]);
    }

    /** Avro's generic writer, without the frame. */
    @Benchmark
    public byte[] writeGeneric() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        writer.write(generic[next()], encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /** Avro's generic reader, without the frame. */
    @Benchmark
    public GenericRecord readGeneric() throws IOException {
        return read(genericBytes[next()]);
    }

    private GenericRecord read(byte[] body) throws IOException {
        return reader.read(null, DecoderFactory.get().binaryDecoder(body, null));
    }
}
