package io.orderpipeline.sim.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.LedgerException;
import io.orderpipeline.sim.ledger.LedgerReader;
import io.orderpipeline.sim.ledger.Line;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A gateway's book in a file of its own: a ledger that holds refunds only, so that the auditor can
 * read it, but one that is opened again and again. While it is open nobody else can open it. What
 * was appended survives even a power cut. For one thread.
 */
public final class FileBook implements RefundBook, AutoCloseable {

    /** What every book begins with, if only with a part of it. */
    private static final String HEADER_BEGINS = "{\"line\":\"header\"";

    private static final ObjectWriter JSON = new ObjectMapper().writerFor(Line.class);

    private final Path file;
    private final FileChannel text;
    private final FileChannel lock;
    private final PastRefunds past;

    private FileBook(Path file, FileChannel text, FileChannel lock, PastRefunds past) {
        this.file = file;
        this.text = text;
        this.lock = lock;
        this.past = past;
    }

    /**
     * Opens the book, or starts it.
     *
     * @param topicId the id that the broker gave order.command; a book is for one pipeline
     * @param others ledgers and books of other desks
     * @throws EnvironmentException another desk has it, or it is another pipeline's
     * @throws LedgerException it cannot be read or written
     */
    public static FileBook open(Path file, String topicId, List<Path> others) {
        PastRefunds past = new PastRefunds(topicId, others);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            FileChannel lock = lock(file);
            try {
                FileBook book = new FileBook(file, channel(file), lock, past);
                book.prepare(topicId);
                return book;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new LedgerException("cannot open the book " + file + ": " + e, e);
        }
    }

    @Override
    public List<Line.Refunded> read() {
        List<Line.Refunded> all = new ArrayList<>(past.read());
        all.addAll(LedgerReader.read(file).refunds());
        return all;
    }

    @Override
    public void append(List<Line.Refunded> refunds) {
        try {
            write(refunds);
        } catch (IOException e) {
            throw new LedgerException("cannot write the book " + file + ": " + e, e);
        }
    }

    @Override
    public void close() {
        try (lock) {
            text.close();
        } catch (IOException e) {
            throw new LedgerException("cannot close the book " + file + ": " + e, e);
        }
    }

    /**
     * Locks a file beside the book: on POSIX systems a lock on the book itself would be gone as
     * soon as this process had opened it for reading and closed it again.
     */
    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = channel(file.resolveSibling(file.getFileName() + ".lock"));
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Another desk of this process has it.
        }
        channel.close();
        throw new EnvironmentException(
                "another gateway has the book "
                        + file
                        + ": two with one book would refund twice. Stop it, or name another"
                        + " pipeline's book with --book.");
    }

    private static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /**
     * Checks whose book it is; then cuts off a line that was never finished, for nothing came of
     * it. A file that is no book stays as it is.
     */
    private void prepare(String topicId) throws IOException {
        byte[] written = Files.readAllBytes(file);
        int end = written.length;
        while (end > 0 && written[end - 1] != '\n') {
            end--;
        }
        if (end == 0) {
            begin(new String(written, StandardCharsets.UTF_8), topicId);
            return;
        }
        Line.Header header = LedgerReader.read(file).header();
        if (!header.topicId().equals(topicId)) {
            throw new EnvironmentException(
                    "the book "
                            + file
                            + " is that of another pipeline, whose order.command has the id "
                            + header.topicId()
                            + " and not "
                            + topicId
                            + ". Move it away, or name another with --book.");
        }
        text.truncate(end).position(end);
    }

    /** Begins a new book, or one that was left in the middle of its first line. */
    private void begin(String written, String topicId) throws IOException {
        if (!written.isEmpty() && !written.startsWith(HEADER_BEGINS)) {
            throw new EnvironmentException(
                    file + " is no book of a gateway; name another file with --book.");
        }
        text.truncate(0).position(0);
        write(List.of(header(topicId)));
    }

    private static Line.Header header(String topicId) {
        return new Line.Header(
                Ledger.FORMAT,
                0,
                "order.command",
                topicId,
                Instant.now().toString(),
                Map.of("book", "payment-gateway"));
    }

    private void write(List<? extends Line> lines) throws IOException {
        StringBuilder json = new StringBuilder();
        for (Line line : lines) {
            json.append(JSON.writeValueAsString(line)).append('\n');
        }
        ByteBuffer bytes = ByteBuffer.wrap(json.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            text.write(bytes);
        }
        text.force(false);
    }
}
