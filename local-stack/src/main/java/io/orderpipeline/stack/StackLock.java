package io.orderpipeline.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one program at a time start or stop the stack of a folder. The system releases it when the
 * program ends, however it ends. The lock file lies beside the folder, which may be deleted, and
 * says who holds the lock.
 */
public final class StackLock {

    private StackLock() {}

    /**
     * Does the work while holding the lock.
     *
     * @param holder the command that does the work, for the message to whoever comes second
     * @throws StackException when another program holds the lock
     */
    public static <T> T holding(Path home, String holder, Supplier<T> work) {
        Path file = home.resolveSibling(home.getFileName() + ".lock");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (!isLocked(channel)) {
                    throw new StackException(refusal(home, file));
                }
                sign(channel, holder);
                return work.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    private static String refusal(Path home, Path file) {
        return "%s is in use by %s. Wait for it to end, or end it: with Ctrl-C in its terminal, or by its pid."
                .formatted(home, holder(file));
    }

    private static String holder(Path file) {
        try {
            String signed = Files.readString(file);
            return signed.isEmpty() ? "another pipeline command" : signed;
        } catch (IOException e) {
            return "another pipeline command"; // some systems do not let others read a locked file
        }
    }

    private static void sign(FileChannel channel, String holder) throws IOException {
        String signed = "`%s` (pid %d)".formatted(holder, ProcessHandle.current().pid());
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(signed.getBytes(StandardCharsets.UTF_8)));
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
