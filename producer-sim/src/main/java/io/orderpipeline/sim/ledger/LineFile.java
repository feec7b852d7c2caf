package io.orderpipeline.sim.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Appends JSON documents to a new file, one per line; what is written reaches the file within half
 * a second of the next line, and all of it on close. Safe for use by several threads. A failure to
 * write is kept and thrown from {@link #check} and {@link #close}, because those who write are
 * often callbacks whose exceptions nobody sees.
 *
 * @param <L> what a line says
 */
public final class LineFile<L> implements AutoCloseable {

    private static final long FLUSH_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final BufferedWriter out;
    private final ObjectWriter json;
    private @Nullable IOException failure;
    private boolean closed;
    private long flushedNanos = System.nanoTime();

    private LineFile(Path file, BufferedWriter out, ObjectWriter json) {
        this.file = file;
        this.out = out;
        this.json = json;
    }

    /**
     * Begins a file that must not exist yet; its folder is made if need be.
     *
     * @param lines the type that all lines have in common
     * @param first the first line
     */
    public static <L> LineFile<L> create(Path file, Class<L> lines, L first) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            LineFile<L> begun =
                    new LineFile<>(
                            file,
                            Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW),
                            JSON.writerFor(lines));
            begun.write(first);
            begun.flush();
            return begun;
        } catch (IOException e) {
            throw new LedgerException("cannot create the ledger " + file + ": " + e, e);
        }
    }

    public Path file() {
        return file;
    }

    /** Appends a line; does nothing after a failure or after close. */
    public synchronized void write(L line) {
        if (closed || failure != null) {
            return;
        }
        try {
            out.write(json.writeValueAsString(line));
            out.write('\n');
            if (System.nanoTime() - flushedNanos > FLUSH_EVERY_NANOS) {
                flush();
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /**
     * Appends lines that must survive this process: on return they are in the file.
     *
     * @throws LedgerException they may not be
     */
    synchronized void writeThrough(List<? extends L> lines) {
        if (closed) {
            throw new LedgerException("the ledger " + file + " is closed");
        }
        lines.forEach(this::write);
        try {
            flush();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
        check();
    }

    /** Throws if anything could not be written. */
    public synchronized void check() {
        if (failure != null) {
            throw new LedgerException("cannot write the ledger " + file + ": " + failure, failure);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try {
                out.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        check();
    }

    private void flush() throws IOException {
        out.flush();
        flushedNanos = System.nanoTime();
    }
}
