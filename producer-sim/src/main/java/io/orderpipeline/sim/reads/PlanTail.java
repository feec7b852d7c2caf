package io.orderpipeline.sim.reads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.orderpipeline.sim.ledger.LedgerException;
import io.orderpipeline.sim.ledger.Line;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The orders that a ledger plans, while it is being written: each call reads what is new since the
 * one before. One thread.
 */
final class PlanTail {

    private static final ObjectReader JSON = new ObjectMapper().readerFor(Line.class);

    /** How lines of plans begin. */
    private static final String PLAN = "{\"line\":\"plan\"";

    /** Read at once at most; the longest line is far shorter. */
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path file;
    private long position;
    private Line.@Nullable Header header;

    PlanTail(Path file) {
        this.file = file;
    }

    /** The first line; absent until it is written. */
    Optional<Line.Header> header() {
        if (header == null) {
            List<String> lines = lines();
            if (!lines.isEmpty() && parsed(lines.get(0)) instanceof Line.Header first) {
                header = first;
            }
            position = 0;
        }
        return Optional.ofNullable(header);
    }

    /** The ids of the orders that were planned since the last call. */
    List<String> orders() {
        List<String> orders = new ArrayList<>();
        List<String> lines = lines();
        while (!lines.isEmpty()) {
            for (String line : lines) {
                if (line.startsWith(PLAN) && parsed(line) instanceof Line.Planned plan) {
                    orders.add(plan.order());
                }
            }
            lines = lines();
        }
        return orders;
    }

    private Line parsed(String text) {
        try {
            return JSON.readValue(text);
        } catch (JsonProcessingException e) {
            throw new LedgerException(file + " is no ledger: " + e.getOriginalMessage(), e);
        }
    }

    /** The next complete lines; none when there are none yet. */
    private List<String> lines() {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(CHUNK_BYTES, in.length() - position)];
            in.seek(position);
            in.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            position += end;
            return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new LedgerException("cannot read the ledger " + file + ": " + e, e);
        }
    }
}
