package io.orderpipeline.query.reply;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Entity tags after RFC 9110, section 8.8.3. */
public final class Tags {

    private static final int HASH_BYTES = 8;

    private Tags() {}

    /** The first 8 bytes of the SHA-256 (FIPS 180-4), in hexadecimal digits. */
    public static String hash(byte[] content) {
        return HexFormat.of().formatHex(digest(content), 0, HASH_BYTES);
    }

    /** The same as a number. */
    public static long hashNumber(byte[] content) {
        return ByteBuffer.wrap(digest(content)).getLong();
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Whether an {@code If-None-Match} names the tag, by weak comparison: it is a list, or a star
     * that every tag matches.
     */
    static boolean contains(String ifNoneMatch, String quoted) {
        return Arrays.stream(ifNoneMatch.split(","))
                .map(String::strip)
                .map(each -> each.startsWith("W/") ? each.substring(2) : each)
                .anyMatch(each -> each.equals("*") || each.equals(quoted));
    }
}
