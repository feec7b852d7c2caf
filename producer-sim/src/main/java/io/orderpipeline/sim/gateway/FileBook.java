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
import java.nio.channels.FileLock;
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

    private static final ObjectWriter JSON = new ObjectMapper().writerFor(Line.class);

    /** Where the lock lies: beyond the text, since some systems let nobody read what is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path file;
    private final FileChannel channel;
    private final PastRefunds past;

    private FileBook(Path file, FileChannel channel, PastRefunds past) {
        this.file = file;
        this.channel = channel;
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
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            try {
                FileBook book = new FileBook(file, channel, new PastRefunds(topicId, others));
                book.lock();
                book.prepare(topicId);
                return book;
            } catch (IOException | RuntimeException e) {
                channel.close();
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
        try {
            channel.close();
        } catch (IOException e) {
            throw new LedgerException("cannot close the book " + file + ": " + e, e);
        }
    }

    private void lock() throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new EnvironmentException(
                    "another gateway has the book "
                            + file
                            + ": two with one book would refund twice. Stop it, or name another"
                            + " pipeline's book with --book.");
        }
    }

    /**
     * Cuts off a line that was never finished: nothing came of it. Then checks whose book it is.
     */
    private void prepare(String topicId) throws IOException {
        byte[] text = Files.readAllBytes(file);
        int end = text.length;
        while (end > 0 && text[end - 1] != '\n') {
            end--;
        }
        channel.truncate(end).position(end);
        if (end == 0) {
            write(List.of(header(topicId)));
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
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(JSON.writeValueAsString(line)).append('\n');
        }
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }
}
