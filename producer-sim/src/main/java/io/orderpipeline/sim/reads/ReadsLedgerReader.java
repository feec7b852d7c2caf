package io.orderpipeline.sim.reads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.orderpipeline.sim.ledger.LedgerException;
import io.orderpipeline.sim.reads.ReadLine.Document;
import io.orderpipeline.sim.reads.ReadLine.ListRead;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a reads ledger back. As with other ledgers, a last line that was cut short is left out and
 * reported, and damage anywhere else is an error. One use.
 */
public final class ReadsLedgerReader {

    private static final ObjectReader JSON = new ObjectMapper().readerFor(ReadLine.class);

    private final Path file;
    private final List<ReadLine.Read> reads = new ArrayList<>();

    /** Lists repeat themselves, walk after walk: equal documents are kept once. */
    private final Map<Document, Document> documents = new HashMap<>();

    private ReadLine.@Nullable Header header;
    private boolean truncated;
    private int lineNumber;

    private ReadsLedgerReader(Path file) {
        this.file = file;
    }

    /** Reads the whole file. */
    public static ReadsLedger read(Path file) {
        return new ReadsLedgerReader(file).read();
    }

    private ReadsLedger read() {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String text = in.readLine();
            while (text != null) {
                String next = in.readLine();
                lineNumber++;
                accept(text, next == null);
                text = next;
            }
        } catch (IOException e) {
            throw new LedgerException("cannot read the reads ledger " + file + ": " + e, e);
        }
        if (header == null) {
            throw new LedgerException(file + " is no reads ledger: it has no header line");
        }
        return new ReadsLedger(file, header, reads, truncated);
    }

    private void accept(String text, boolean last) {
        try {
            take(JSON.readValue(text));
        } catch (JsonProcessingException | DateTimeException e) {
            if (!last || header == null) {
                throw new LedgerException(
                        file + ", line " + lineNumber + " is damaged: " + e.getMessage(), e);
            }
            truncated = true;
        }
    }

    private void take(ReadLine line) {
        if (line instanceof ReadLine.Header first) {
            header = checked(first);
        } else if (line instanceof ListRead list) {
            checkTimes(list.exchange());
            reads.add(shared(list));
        } else if (line instanceof ReadLine.Read read) {
            checkTimes(read.exchange());
            if (read instanceof ReadLine.AsOfRead asOf) {
                Instant unused = Instant.parse(asOf.asOf());
            }
            reads.add(read);
        }
    }

    private ReadLine.Header checked(ReadLine.Header found) {
        if (found.format() != ReadsLedger.FORMAT) {
            throw new LedgerException(
                    file
                            + " has reads ledger format "
                            + found.format()
                            + "; this program reads format "
                            + ReadsLedger.FORMAT);
        }
        return found;
    }

    private static void checkTimes(ReadLine.Exchange exchange) {
        if (Instant.parse(exchange.answered()).isBefore(Instant.parse(exchange.asked()))) {
            throw new DateTimeException("answered before it was asked");
        }
    }

    private ListRead shared(ListRead list) {
        List<Document> orders = list.orders();
        if (orders == null) {
            return list;
        }
        return new ListRead(
                list.exchange(),
                list.status(),
                list.walk(),
                list.page(),
                orders.stream().map(each -> documents.computeIfAbsent(each, own -> own)).toList(),
                list.next(),
                list.missing());
    }
}
