package io.orderpipeline.launcher.rebuild;

import io.orderpipeline.launcher.client.Patience;
import io.orderpipeline.runtime.StartupException;
import io.orderpipeline.runtime.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A state directory that no app is in, and that none can take while this is open. */
public final class LocalState implements AutoCloseable {

    private static final String LOCK_FILE = ".lock";

    /** Its id, and a folder for each of its applications. */
    private static final Pattern OF_AN_APP =
            Pattern.compile("instance\\.id(\\.new)?|.+-(decider|tracker|views-[0-9]+)");

    /** A process that was killed just now holds its files until the kernel has taken it apart. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

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
        long start = System.nanoTime();
        while (true) {
            try {
                return new LocalState(directory, StateDirectory.lock(directory));
            } catch (StartupException inUse) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new RefusedException(
                            "%s; its state can only be touched when that app is stopped or killed"
                                    .formatted(inUse.getMessage()),
                            inUse);
                }
                Patience.sleep(LOOK_EVERY);
            }
        }
    }

    /** Where the state of one application is, if there is any. */
    public Path of(String applicationId) {
        return directory.resolve(applicationId);
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

    /**
     * Deletes everything and returns what was deleted, the uppermost folders and files.
     *
     * @throws RefusedException when something is there that no app has put there
     */
    public List<Path> deleteAll() {
        List<Path> entries = entries();
        for (Path entry : entries) {
            if (!OF_AN_APP.matcher(String.valueOf(entry.getFileName())).matches()) {
                throw new RefusedException(
                        "%s holds %s, which is no app's: it is not the state.dir of an app, and nothing was deleted"
                                .formatted(directory, entry.getFileName()));
            }
        }
        entries.forEach(LocalState::deleteTree);
        return entries;
    }

    private List<Path> entries() {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !entry.endsWith(LOCK_FILE)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
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
