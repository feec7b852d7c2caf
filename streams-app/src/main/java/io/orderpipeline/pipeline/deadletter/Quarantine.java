package io.orderpipeline.pipeline.deadletter;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Outputs that the producer refused. Such a failure comes after the first effect, when resuming
 * would commit half a command; so the transaction is aborted and the output kept here, by its
 * digest. When the command is decided again after the abort it yields the same bytes, is recognised
 * by them, and becomes a dead letter before anything is done for it. (Kafka Streams cannot tell
 * which record an output belongs to: it reports the one that is being processed when the refusal
 * arrives.) Lives in memory and forgets its oldest entry when it is full: all that costs is one
 * more abort. Shared by the threads of one application.
 */
public final class Quarantine {

    private static final int CAPACITY = 1_000;

    private final Map<ByteBuffer, String> refused = new LinkedHashMap<>();
    private volatile boolean empty = true;

    synchronized void mark(byte[] output, String reason) {
        if (refused.size() == CAPACITY) {
            refused.remove(refused.keySet().iterator().next());
        }
        refused.put(digest(output), reason);
        empty = false;
    }

    /** Throws when the producer refused these bytes; the mark stays, for an abort may follow. */
    public void require(byte[] output) {
        if (!empty) {
            find(output).ifPresent(Quarantine::refuse);
        }
    }

    private synchronized Optional<String> find(byte[] output) {
        return Optional.ofNullable(refused.get(digest(output)));
    }

    private static void refuse(String reason) {
        throw new IllegalArgumentException("its output could not be written: " + reason);
    }

    private static ByteBuffer digest(byte[] output) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(output));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
