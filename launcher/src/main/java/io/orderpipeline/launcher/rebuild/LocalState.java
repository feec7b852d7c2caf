package io.orderpipeline.launcher.rebuild;

import io.orderpipeline.runtime.StartupException;
import io.orderpipeline.runtime.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A state directory that no app is in, and that none can take while this is open. */
public final class LocalState implements AutoCloseable {

    private static final String LOCK_FILE = ".lock";

    private final Path directory;
    private final StateDirectory lock;

    private LocalState(Path directory, StateDirectory lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Takes a directory.
     *
     * @throws RefusedException when there is none, or an app is in it, naming its process
     */
    public static LocalState take(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new RefusedException(
                    "there is no state directory %s; give the state.dir of the app (--state-dir of ./pipeline app)"
                            .formatted(directory));
        }
        try {
            return new LocalState(directory, StateDirectory.lock(directory));
        } catch (StartupException inUse) {
            throw new RefusedException(
                    "%s; its state can only be deleted when that app is stopped or killed"
                            .formatted(inUse.getMessage()),
                    inUse);
        }
    }

    /** Deletes the state of one application and returns what was deleted. */
    public List<Path> delete(String applicationId) {
        Path state = directory.resolve(applicationId);
        if (!Files.exists(state)) {
            return List.of();
        }
        deleteTree(state);
        return List.of(state);
    }

    /** Deletes everything and returns what was deleted, the uppermost folders and files. */
    public List<Path> deleteAll() {
        List<Path> deleted = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.sorted().toList()) {
                if (!entry.endsWith(LOCK_FILE)) {
                    deleteTree(entry);
                    deleted.add(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
        return deleted;
    }

    private static void deleteTree(Path path) {
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
