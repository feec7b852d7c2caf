package io.orderpipeline.sim.mapstore;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that keep no process alive, with names and small stacks: there may be thousands. */
final class Daemons {

    private static final long STACK_BYTES = 256 * 1024;

    private Daemons() {}

    static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            String own = "map-store-" + name + "-" + count.incrementAndGet();
            Thread thread = new Thread(null, task, own, STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        };
    }
}
