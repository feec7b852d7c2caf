package io.orderpipeline.pipeline.deadletter;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Outputs that the producer refused. Such a failure comes after the first effect, when resuming
 * would commit half a command; so the transaction is aborted and the output kept here. When the
 * command is decided again after the abort it yields the same bytes, is recognised by them, and
 * becomes a dead letter before anything is done for it. (Kafka Streams cannot tell which record an
 * output belongs to: it reports the one that is being processed when the refusal arrives.) Lives in
 * memory: after a restart the output is refused once more. Shared by the threads of one
 * application.
 */
public final class Quarantine {

    private final Map<ByteBuffer, String> refused = new ConcurrentHashMap<>();

    void mark(byte[] output, String reason) {
        refused.put(ByteBuffer.wrap(output), reason);
    }

    /** Throws when the producer refused these bytes; the mark stays, for an abort may follow. */
    public void require(byte[] output) {
        if (refused.isEmpty()) {
            return;
        }
        String reason = refused.get(ByteBuffer.wrap(output));
        if (reason != null) {
            throw new IllegalArgumentException("its output could not be written: " + reason);
        }
    }
}
