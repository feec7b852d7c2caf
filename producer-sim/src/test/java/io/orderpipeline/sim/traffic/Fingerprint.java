package io.orderpipeline.sim.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.transaction.PaymentTransaction;
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

    static String of(Iterable<Traffic.Sending> traffic) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Traffic.Sending sending : traffic) {
                PlannedRecord record = sending.record();
                sha256.update(record.content().key().orElse("(none)").getBytes(UTF_8));
                value(record).ifPresent(sha256::update);
                sha256.update(foreseen(record).getBytes(UTF_8));
            }
            return HexFormat.of().formatHex(sha256.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String foreseen(PlannedRecord record) {
        return record.capture()
                .map(capture -> capture.confirmation() + ":" + capture.end())
                .orElseGet(() -> record.expected().text());
    }

    private static Optional<byte[]> value(PlannedRecord record) {
        if (record.content() instanceof Poison poison) {
            return poison.value(Fingerprint::encode);
        }
        return Optional.of(
                record.capture()
                        .map(capture -> encode(capture.transaction()))
                        .orElseGet(() -> encode(record.command())));
    }

    private static byte[] encode(SpecificRecord record) {
        if (record instanceof OrderCommand command) {
            return encode(1, command, new SpecificDatumWriter<>(OrderCommand.class));
        }
        return record instanceof PaymentTransaction transaction
                ? encode(3, transaction, new SpecificDatumWriter<>(PaymentTransaction.class))
                : new byte[] {0, 0, 0, 0, 2};
    }

    private static <T> byte[] encode(int schemaId, T record, SpecificDatumWriter<T> writer) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            out.write(new byte[] {0, 0, 0, 0, (byte) schemaId});
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            writer.write(record, encoder);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
