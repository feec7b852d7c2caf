package io.orderpipeline.sim.ledger;

import java.nio.file.Path;
import java.util.List;

/** Appends lines to a new ledger file, as {@link LineFile} does. */
public final class LedgerWriter implements AutoCloseable {

    private final LineFile<Line> lines;

    private LedgerWriter(LineFile<Line> lines) {
        this.lines = lines;
    }

    /** Starts a ledger in a file that must not exist yet; its folder is made if need be. */
    public static LedgerWriter create(Path file, Line.Header header) {
        return new LedgerWriter(LineFile.create(file, Line.class, header));
    }

    public Path file() {
        return lines.file();
    }

    /** Appends a line; does nothing after a failure or after close. */
    public void write(Line line) {
        lines.write(line);
    }

    /**
     * Appends lines that must survive this process: on return they are in the file.
     *
     * @throws LedgerException they may not be
     */
    public void writeThrough(List<? extends Line> through) {
        lines.writeThrough(through);
    }

    /** Throws if anything could not be written. */
    public void check() {
        lines.check();
    }

    @Override
    public void close() {
        lines.close();
    }
}
