package io.orderpipeline.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state directory, held by this process alone for as long as it is open. The lock is the
 * operating system's: it ends with the process, also when it is killed, so that nothing stale is
 * left. Opened and closed by the thread that starts and stops the app, or by a tool that must know
 * that no app is in it.
 */
public final class StateDirectory implements AutoCloseable {

    private static final String LOCK_FILE = ".lock";
    private static final String ID_FILE = "instance.id";

    /** Unlike enough for the instances of one group, short enough for the names of threads. */
    private static final int ID_LENGTH = 13;

    /**
     * Far behind the pid in the file, which others must be able to read where locks are mandatory.
     */
    private static final long LOCKED_BYTE = 1L << 40;

    private final Path path;
    private final FileChannel channel;

    private StateDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes the directory.
     *
     * @throws StartupException when another process holds it, naming its pid, or when it is not
     *     usable
     */
    public static StateDirectory lock(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(
                            path.resolve(LOCK_FILE),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            return hold(path, channel);
        } catch (IOException unusable) {
            throw new StartupException(
                    "state.dir = '%s' is not usable: %s; give a directory that can be written"
                            .formatted(path, unusable),
                    unusable);
        }
    }

    private static StateDirectory hold(Path path, FileChannel channel) throws IOException {
        if (tryLock(channel) == null) {
            String holder = read(channel);
            channel.close();
            throw new StartupException(
                    ("state.dir = '%s' is in use by process %s; two instances never share one: stop that"
                                    + " process, or give this instance a directory of its own with"
                                    + " --state-dir")
                            .formatted(path, holder));
        }
        channel.truncate(0);
        channel.write(ascii(Long.toString(ProcessHandle.current().pid())), 0);
        return new StateDirectory(path, channel);
    }

    /**
     * The id kept here, made up at the first start: a restarted instance is the same group member.
     * Appears whole or not at all; a blank one, as a crash of the machine may leave, is none.
     */
    String instanceId() {
        Path file = path.resolve(ID_FILE);
        try {
            String kept = Files.exists(file) ? Files.readString(file).strip() : "";
            return kept.isEmpty() ? keep(newId(), file) : kept;
        } catch (IOException unusable) {
            throw new StartupException("cannot keep the instance's id in " + file, unusable);
        }
    }

    private static String newId() {
        return UUID.randomUUID().toString().substring(0, ID_LENGTH);
    }

    private static String keep(String id, Path file) throws IOException {
        Path draft = file.resolveSibling(ID_FILE + ".new");
        Files.writeString(draft, id);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return id;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException unusable) {
            throw new StartupException("cannot release " + path, unusable);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        return StandardCharsets.US_ASCII.decode(pid.flip()).toString();
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
