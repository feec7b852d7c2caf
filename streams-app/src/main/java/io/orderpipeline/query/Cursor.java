package io.orderpipeline.query;

import io.orderpipeline.query.reply.Tags;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page ended: the key of its last entry behind a hash of it and of the query, in base64url
 * (RFC 4648, section 5). The hash tells a mistake, such as a cursor of another query; it guards
 * nothing, for whoever makes a cursor up sees no more than the list shows anyway.
 */
final class Cursor {

    /** Longer texts are no cursors. */
    private static final int MAX_LENGTH = 1_024;

    private Cursor() {}

    static String of(String query, String key) {
        byte[] text = key.getBytes(StandardCharsets.UTF_8);
        byte[] cursor =
                ByteBuffer.allocate(Long.BYTES + text.length)
                        .putLong(hash(query, key))
                        .put(text)
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** The key; absent when it is no cursor of this query. */
    static Optional<String> key(String query, String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.remaining() < Long.BYTES) {
                return Optional.empty();
            }
            long hash = bytes.getLong();
            String key = StandardCharsets.UTF_8.decode(bytes).toString();
            return hash == hash(query, key) ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** A query holds no line break, so the two cannot be cut in another place. */
    private static long hash(String query, String key) {
        return Tags.hashNumber((query + "\n" + key).getBytes(StandardCharsets.UTF_8));
    }
}
