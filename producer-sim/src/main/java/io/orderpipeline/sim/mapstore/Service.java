package io.orderpipeline.sim.mapstore;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.sim.mapstore.comparison.Standing;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The order service as its clients see it: one process after the other, and the database that they
 * share. {@link #handle} may be called by any thread, all else by one.
 */
final class Service implements AutoCloseable {

    private final Database database = new Database();
    private final Downstream downstream;
    private final long flushEveryNanos;
    private long overwrittenBefore;
    private volatile MapStore process;

    Service(Downstream downstream, long flushEveryNanos) {
        this.downstream = downstream;
        this.flushEveryNanos = flushEveryNanos;
        this.process = start();
    }

    private MapStore start() {
        MapStore started = new MapStore(database, downstream);
        started.flushEvery(flushEveryNanos);
        return started;
    }

    /** No answer when the process dies under the request, or is not up again yet. */
    Optional<Answer> handle(OrderCommand command) throws InterruptedException {
        return process.handle(command);
    }

    /** Kills the process and starts the next from what the database has. */
    void crash() throws InterruptedException {
        process.die();
        overwrittenBefore += process.overwritten();
        process = start();
    }

    /** How the orders stand in the map now. */
    Map<String, Standing> standings() {
        return process.orders().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().standing()));
    }

    long overwritten() {
        return overwrittenBefore + process.overwritten();
    }

    @Override
    public void close() {
        process.stop();
    }
}
