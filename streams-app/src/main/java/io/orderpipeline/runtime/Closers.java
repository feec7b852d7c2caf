package io.orderpipeline.runtime;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is closed in the end, in the order of the parts. Each part is closed whatever becomes of the
 * others: a registry that fails must not keep the state directory locked. Guarded by its owner.
 */
final class Closers {

    /** No new questions, no half transactions, then the rest. */
    enum Part {
        HTTP,
        FEED,
        PAST,
        GENERATIONS,
        ROLES,
        QUERIES,
        LAGS,
        COMMANDS,
        METRICS,
        REGISTRY,
        STATE_DIRECTORY
    }

    private final Map<Part, Runnable> closers = new EnumMap<>(Part.class);

    void add(Part part, Runnable closer) {
        closers.put(part, closer);
    }

    boolean isEmpty() {
        return closers.isEmpty();
    }

    /** Closes everything, once; returns what went wrong, each with its part. */
    List<RuntimeException> close() {
        List<RuntimeException> failures = new ArrayList<>();
        closers.forEach(
                (part, closer) -> {
                    try {
                        closer.run();
                    } catch (RuntimeException failed) {
                        failures.add(new IllegalStateException(part + " did not close", failed));
                    }
                });
        closers.clear();
        return failures;
    }
}
