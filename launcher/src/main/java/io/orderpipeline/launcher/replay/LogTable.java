package io.orderpipeline.launcher.replay;

import io.orderpipeline.generation.Change;
import io.orderpipeline.generation.GenerationLog;
import io.orderpipeline.generation.GenerationTable;
import io.orderpipeline.launcher.client.Patience;
import io.orderpipeline.registry.Registry;
import java.time.Duration;
import java.util.function.Function;

/** The table in its log, and the registry that the log needs. One thread. */
final class LogTable implements Table {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** Instances end a hold without a switch after 10 s. */
    private static final Duration HOLD_PATIENCE = Duration.ofSeconds(30);

    private final GenerationLog log;
    private final Registry registry;

    /** Owns both from now on. */
    LogTable(GenerationLog log, Registry registry) {
        this.log = log;
        this.registry = registry;
    }

    @Override
    public GenerationTable change(Function<GenerationTable, Change> transition) {
        return log.change(transition);
    }

    @Override
    public GenerationTable unheld() {
        long start = System.nanoTime();
        GenerationTable table = log.read();
        while (table.holding().isPresent() && System.nanoTime() - start < HOLD_PATIENCE.toNanos()) {
            Patience.sleep(LOOK_EVERY);
            table = log.read();
        }
        return table;
    }

    @Override
    public void close() {
        log.close();
        registry.close();
    }
}
