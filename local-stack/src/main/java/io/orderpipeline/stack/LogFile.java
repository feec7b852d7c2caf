package io.orderpipeline.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The file that holds a child's output over all its starts. It is set aside when it has grown too
 * long, so a stack that is kept for months holds two files of bounded size per child.
 *
 * @param path the file
 */
record LogFile(Path path) {

    private static final long MAX_BYTES = 20L << 20;
    private static final int TAIL_BYTES = 64 << 10;

    /**
     * Makes the folder, sets a long file aside, and returns the length: where new output begins.
     */
    long prepare() {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            if (Files.exists(path) && Files.size(path) > MAX_BYTES) {
                Files.move(
                        path,
                        path.resolveSibling(path.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + path, e);
        }
    }

    /** The last lines written at or after a position. */
    List<String> tail(long from, int lines) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long start = Math.max(from, file.length() - TAIL_BYTES);
            file.seek(start);
            byte[] bytes = new byte[Math.toIntExact(Math.max(0, file.length() - start))];
            file.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of("(the log cannot be read: " + e.getMessage() + ")");
        }
    }
}
