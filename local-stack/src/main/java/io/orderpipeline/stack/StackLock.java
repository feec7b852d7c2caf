package io.orderpipeline.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one program at a time start or stop the stack of a folder. The system releases it when the
 * program ends, however it ends. The lock file lies beside the folder, which may be deleted.
 */
public final class StackLock {

    private StackLock() {}

    /** Does the work while holding the lock. Says so when another program holds it. */
    public static <T> T holding(Path home, Supplier<T> work) {
        Path file = home.resolveSibling(home.getFileName() + ".lock");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                requireLock(channel, home);
                return work.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    private static void requireLock(FileChannel channel, Path home) throws IOException {
        if (!isLocked(channel)) {
            throw new StackException(
                    "Another `pipeline up` or `down` is at work on "
                            + home
                            + ". Wait for it to end.");
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this very program
        }
    }
}
