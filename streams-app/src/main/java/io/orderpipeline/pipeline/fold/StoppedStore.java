package io.orderpipeline.pipeline.fold;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/**
 * A store of an app that does not run, in its state directory. For tools, which must hold the
 * directory.
 */
public final class StoppedStore implements AutoCloseable {

    private final Database database;

    private StoppedStore(Database database) {
        this.database = database;
    }

    /**
     * Opens the store of one task.
     *
     * @param task the task's directory
     * @throws org.apache.kafka.streams.errors.ProcessorStateException it cannot be opened
     */
    public static StoppedStore open(Path task, String name) {
        return new StoppedStore(Database.open(task.resolve(name), name, Map.of()));
    }

    /** Answers a question by what is in it. */
    public <T> T read(Function<Entries, T> question) {
        return database.read(question);
    }

    /** Overwrites a value with what no record has led to: damage, for what must find it. */
    public void damage(Table table, String key, byte[] value) {
        Batch batch = new Batch(database);
        batch.put(new Key(table, key), value);
        batch.write();
    }

    @Override
    public void close() {
        database.close();
    }
}
