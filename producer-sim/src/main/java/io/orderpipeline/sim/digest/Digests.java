package io.orderpipeline.sim.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The formulas, which docs/replay.md defines. Pure. */
final class Digests {

    /** The chain before the first version. */
    static final byte[] START = new byte[32];

    private static final HexFormat HEX = HexFormat.of();

    private Digests() {}

    /** The chain at a version, from the one before. */
    static byte[] next(byte[] before, String orderId, long version, ByteBuffer value) {
        MessageDigest sha256 = sha256();
        sha256.update(before);
        sha256.update(orderId.getBytes(UTF_8));
        sha256.update((byte) 0);
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(version).flip());
        sha256.update(value.duplicate());
        return sha256.digest();
    }

    static byte[] ofText(String text) {
        return sha256().digest(text.getBytes(UTF_8));
    }

    static String hex(byte[] digest) {
        return HEX.formatHex(digest);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
