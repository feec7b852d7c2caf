package io.orderpipeline.runtime;

import io.orderpipeline.runtime.config.AppConfig;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows when a stream thread dies: it is replaced, because most causes pass, but only so
 * often in a window of time, because the rest do not. Then the application stops and with it the
 * process. Called by dying stream threads, several at once if need be.
 */
final class FailurePolicy implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FailurePolicy.class);

    private final Role role;
    private final AppConfig.Lifecycle limits;
    private final LongSupplier clockMs;
    private final Deque<Long> failuresMs = new ArrayDeque<>();

    FailurePolicy(Role role, AppConfig.Lifecycle limits, LongSupplier clockMs) {
        this.role = role;
        this.limits = limits;
        this.clockMs = clockMs;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable cause) {
        long nowMs = clockMs.getAsLong();
        failuresMs.removeIf(failedMs -> nowMs - failedMs >= limits.replacementWindow().toMillis());
        failuresMs.add(nowMs);
        int failures = failuresMs.size();
        long windowMs = limits.replacementWindow().toMillis();
        if (failures <= limits.maxThreadReplacements()) {
            LOG.warn(
                    "{}: a stream thread failed and is replaced ({} of at most {} in {} ms)",
                    role.label(),
                    failures,
                    limits.maxThreadReplacements(),
                    windowMs,
                    cause);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error(
                "{}: stream threads failed {} times in {} ms; giving up. Uncommitted work is rolled back"
                        + " and done again after the restart",
                role.label(),
                failures,
                windowMs,
                cause);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
