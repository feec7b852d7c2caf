package io.orderpipeline.query;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** How far each role is behind its inputs, wherever it runs. Safe for many threads. */
@FunctionalInterface
public interface RoleLags {

    /** Records by role; a role that the brokers do not tell about in time is left out. */
    CompletableFuture<Map<String, Long>> records();
}
