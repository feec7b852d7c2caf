package io.orderpipeline.pipeline.deadletter;

import io.orderpipeline.order.Cause;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records whose outputs the producer refused. Such a failure comes after the first effect, when
 * resuming would commit half a command; so the transaction is aborted and the record marked here,
 * and when it is read again it becomes a dead letter before anything is done for it. Lives in
 * memory: after a restart the record fails once more and is marked again. Shared by the threads of
 * one application.
 */
public final class Quarantine {

    private final Map<Cause, String> refused = new ConcurrentHashMap<>();

    void mark(Cause cause, String reason) {
        refused.put(cause, reason);
    }

    /**
     * Throws when the record is marked; the mark stays, for the dead letter may be rolled back too.
     */
    public void refuse(Cause cause) {
        String reason = refused.get(cause);
        if (reason != null) {
            throw new IllegalArgumentException("its output could not be written: " + reason);
        }
    }
}
