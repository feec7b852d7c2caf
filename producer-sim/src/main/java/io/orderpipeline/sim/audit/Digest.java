package io.orderpipeline.sim.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Fingerprints that stand for contents in memory: the first 8 bytes of SHA-256. They are compared
 * among themselves only, never with a hash that the decider computed.
 */
final class Digest {

    private static final byte[] NULL = {};

    private Digest() {}

    static long of(String text) {
        return first8(sha256().digest(text.getBytes(UTF_8)));
    }

    /** Tells null from empty. */
    static long of(byte @Nullable [] key, byte @Nullable [] value) {
        MessageDigest sha256 = sha256();
        sha256.update((byte) (key == null ? 0 : 1));
        sha256.update(key == null ? NULL : sha256().digest(key));
        sha256.update((byte) (value == null ? 0 : 1));
        return first8(sha256.digest(value == null ? NULL : value));
    }

    private static long first8(byte[] hash) {
        return ByteBuffer.wrap(hash).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
