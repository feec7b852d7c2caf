package io.orderpipeline.sim.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.schema.command.OrderCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Stands for all bytes of a traffic: keys, values under fixed schema ids, and what is planned. */
final class Fingerprint {

    private Fingerprint() {}

    static String of(Traffic traffic) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Traffic.Sending sending : traffic) {
                PlannedRecord record = sending.record();
                sha256.update(record.content().key().orElse("(none)").getBytes(UTF_8));
                value(record).ifPresent(sha256::update);
                sha256.update(record.expected().text().getBytes(UTF_8));
            }
            return HexFormat.of().formatHex(sha256.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<byte[]> value(PlannedRecord record) {
        return record.content() instanceof Poison poison
                ? poison.value(Fingerprint::encode)
                : Optional.of(encode(((Content.Wellformed) record.content()).command()));
    }

    private static byte[] encode(SpecificRecord record) {
        if (!(record instanceof OrderCommand command)) {
            return new byte[] {0, 0, 0, 0, 2};
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            out.write(new byte[] {0, 0, 0, 0, 1});
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<>(OrderCommand.class).write(command, encoder);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
