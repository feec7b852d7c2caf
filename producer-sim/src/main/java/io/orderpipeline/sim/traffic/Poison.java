package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.event.OrderCancelled;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.origin.Cause;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * A record that nobody can handle and that must end as a dead letter. Immutable.
 *
 * @param kind what is wrong with it
 * @param keyOrderId the order whose key it has, unless the key is what is wrong
 * @param command the command that it would have been
 * @param noiseSeed what the random bytes derive from
 */
public record Poison(Kind kind, String keyOrderId, OrderCommand command, long noiseSeed)
        implements Content {

    /** What is wrong with the record. */
    public enum Kind {
        WRONG_MAGIC,
        UNKNOWN_SCHEMA_ID,
        TRUNCATED,
        RANDOM_BYTES,
        OTHER_TYPE,
        NULL_VALUE,
        FOREIGN_KEY,
        NULL_KEY
    }

    private static final int LEAST_NOISE = 16;
    private static final int MOST_NOISE = 64;

    @Override
    public Optional<String> key() {
        return kind == Kind.NULL_KEY ? Optional.empty() : Optional.of(keyOrderId);
    }

    /** The record value; absent is a null value. The encoder gives Confluent's wire format. */
    public Optional<byte[]> value(Function<SpecificRecord, byte[]> encoder) {
        return switch (kind) {
            case NULL_VALUE -> Optional.empty();
            case RANDOM_BYTES -> Optional.of(noise());
            case OTHER_TYPE -> Optional.of(encoder.apply(event()));
            case WRONG_MAGIC -> Optional.of(withMagic(encoder.apply(command)));
            case UNKNOWN_SCHEMA_ID -> Optional.of(withUnknownId(encoder.apply(command)));
            case TRUNCATED -> Optional.of(firstHalf(encoder.apply(command)));
            case FOREIGN_KEY, NULL_KEY -> Optional.of(encoder.apply(command));
        };
    }

    private static byte[] withMagic(byte[] value) {
        value[0] = 1;
        return value;
    }

    /** Registries count ids up from 1; they will not come to this one. */
    private static byte[] withUnknownId(byte[] value) {
        value[1] = 0x7F;
        return value;
    }

    private static byte[] firstHalf(byte[] value) {
        return Arrays.copyOf(value, value.length / 2);
    }

    /** Not zero in front, or chance could make it a command. */
    private byte[] noise() {
        Dice dice = new Dice(noiseSeed, 0);
        byte[] noise = dice.bytes(dice.between(LEAST_NOISE, MOST_NOISE));
        noise[0] |= 1;
        return noise;
    }

    private OrderEvent event() {
        return new OrderEvent(
                keyOrderId,
                1L,
                1L,
                command.getCommandId(),
                0L,
                new Cause("order.command", 0, 0L),
                Instant.EPOCH,
                new OrderCancelled("not a command"));
    }
}
