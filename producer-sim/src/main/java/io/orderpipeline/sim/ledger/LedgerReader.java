package io.orderpipeline.sim.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.sim.traffic.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a ledger back. A last line that was cut short (the simulator was killed) is left out and
 * reported; damage anywhere else is an error, since a ledger with holes proves nothing. One use.
 */
public final class LedgerReader {

    private static final ObjectReader JSON = new ObjectMapper().readerFor(Line.class);

    /** How lines of refunds begin. */
    private static final String REFUND = "{\"line\":\"refund\"";

    private final Path file;
    private final List<Line.Planned> plans = new ArrayList<>();
    private final List<Line.Sent> records = new ArrayList<>();
    private final List<Line.Captured> captures = new ArrayList<>();
    private final List<Line.Refunded> refunds = new ArrayList<>();
    private Line.@Nullable Header header;
    private Line.@Nullable End end;
    private boolean truncated;
    private int lineNumber;

    private LedgerReader(Path file) {
        this.file = file;
    }

    /** Reads the whole file. */
    public static Ledger read(Path file) {
        return new LedgerReader(file).read();
    }

    /**
     * The refunds alone, as far as they are written: the payment gateway looks them up while the
     * ledger is being kept.
     */
    public static List<Line.Refunded> refunds(Path file) {
        List<Line.Refunded> found = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String text = in.readLine();
            while (text != null) {
                String next = in.readLine();
                if (text.startsWith(REFUND)) {
                    refund(file, text, next == null).ifPresent(found::add);
                }
                text = next;
            }
        } catch (IOException e) {
            throw new LedgerException("cannot read the ledger " + file + ": " + e, e);
        }
        return found;
    }

    private static Optional<Line.Refunded> refund(Path file, String text, boolean last) {
        try {
            return Optional.of(JSON.readValue(text));
        } catch (JsonProcessingException e) {
            if (last) {
                return Optional.empty();
            }
            throw new LedgerException(file + " is damaged: " + e.getOriginalMessage(), e);
        }
    }

    private Ledger read() {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String text = in.readLine();
            while (text != null) {
                String next = in.readLine();
                lineNumber++;
                accept(text, next == null);
                text = next;
            }
        } catch (IOException e) {
            throw new LedgerException("cannot read the ledger " + file + ": " + e, e);
        }
        if (header == null) {
            throw new LedgerException(file + " is no ledger: it has no header line");
        }
        return new Ledger(
                file,
                header,
                plans,
                records,
                captures,
                refunds,
                Optional.ofNullable(end),
                truncated);
    }

    private void accept(String text, boolean last) {
        try {
            take(JSON.readValue(text));
        } catch (JsonProcessingException e) {
            if (!last || header == null || e instanceof InvalidFormatException) {
                throw new LedgerException(at() + " is damaged: " + e.getOriginalMessage(), e);
            }
            truncated = true;
        }
    }

    private void take(Line line) {
        if (line instanceof Line.Header first) {
            header = checked(first);
        } else if (line instanceof Line.Planned plan) {
            plans.add(checked(plan));
        } else if (line instanceof Line.Sent sent) {
            records.add(checked(sent));
        } else if (line instanceof Line.Captured capture) {
            captures.add(capture);
        } else if (line instanceof Line.Refunded refund) {
            refunds.add(refund);
        } else if (line instanceof Line.End last) {
            end = last;
        }
    }

    private Line.Header checked(Line.Header found) {
        if (found.format() != Ledger.FORMAT) {
            throw new LedgerException(
                    at()
                            + " has ledger format "
                            + found.format()
                            + "; this program reads format "
                            + Ledger.FORMAT);
        }
        return found;
    }

    private Line.Planned checked(Line.Planned found) {
        try {
            OrderStatus unused = OrderStatus.valueOf(found.status());
            return found;
        } catch (IllegalArgumentException e) {
            throw damaged("no order status: '" + found.status() + "'", e);
        }
    }

    private Line.Sent checked(Line.Sent found) {
        try {
            Outcome unused = Outcome.parse(found.expected());
        } catch (IllegalArgumentException e) {
            throw damaged("cannot expect '" + found.expected() + "'", e);
        }
        if (found.fate() == Fate.ACKNOWLEDGED
                && (found.partition() == null || found.offset() == null)) {
            throw new LedgerException(at() + " is damaged: acknowledged, but nowhere");
        }
        return found;
    }

    private LedgerException damaged(String how, Exception cause) {
        return new LedgerException(at() + " is damaged: " + how, cause);
    }

    private String at() {
        return file + ", line " + lineNumber;
    }
}
