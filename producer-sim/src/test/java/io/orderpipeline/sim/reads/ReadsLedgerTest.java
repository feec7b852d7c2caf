package io.orderpipeline.sim.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.sim.ledger.LedgerException;
import io.orderpipeline.sim.ledger.Ledgers;
import io.orderpipeline.sim.ledger.LineFile;
import io.orderpipeline.sim.reads.ReadLine.AsOfRead;
import io.orderpipeline.sim.reads.ReadLine.At;
import io.orderpipeline.sim.reads.ReadLine.Document;
import io.orderpipeline.sim.reads.ReadLine.Event;
import io.orderpipeline.sim.reads.ReadLine.Exchange;
import io.orderpipeline.sim.reads.ReadLine.HistoryRead;
import io.orderpipeline.sim.reads.ReadLine.ListRead;
import io.orderpipeline.sim.reads.ReadLine.Money;
import io.orderpipeline.sim.reads.ReadLine.OrderRead;
import io.orderpipeline.sim.reads.ReadLine.Read;
import io.orderpipeline.sim.reads.ReadLine.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadsLedgerTest {

    private static final String NOW = "2026-01-01T00:00:00Z";
    private static final Exchange OK = new Exchange(1, NOW, NOW, "http://one", 200, 12L, null);
    private static final Exchange NONE = new Exchange(1, NOW, NOW, "http://one", 0, null, "gone");
    private static final Event EVENT = new Event("OrderPlaced", 1, "c-1", NOW);
    private static final Document DOCUMENT =
            new Document("o-1", "PLACED", 1, new Money(5, "EUR"), null, NOW, EVENT);
    private static final At AT = new At("order.event", 1, 2);
    private static final List<Read> READS =
            List.of(
                    new OrderRead(OK, "o-1", 1L, null, DOCUMENT),
                    new OrderRead(NONE, "o-1", null, null, null),
                    new AsOfRead(OK, "o-1", NOW, true, DOCUMENT),
                    new HistoryRead(OK, "o-1", 0, 1L, List.of(new Step(EVENT, AT, AT)), 1L),
                    new ListRead(OK, "PLACED", 1, 0, List.of(DOCUMENT), "next", List.of(3)));

    @TempDir private Path folder;

    @Test
    void what_is_written_is_read_back() {
        Path file = written();

        ReadsLedger ledger = ReadsLedgerReader.read(file);

        assertThat(ledger.header().seed()).isEqualTo(42);
        assertThat(ledger.reads()).isEqualTo(READS);
        assertThat(ledger.truncated()).isFalse();
    }

    @Test
    void it_lies_beside_ledgers_and_is_none() {
        Path file = written();

        assertThat(new Ledgers(folder).reads()).containsExactly(file);
        assertThat(new Ledgers(folder).all()).isEmpty();
    }

    @Test
    void a_last_line_that_was_cut_short_is_left_out_and_told() throws IOException {
        Path file = written();
        List<String> lines = Files.readAllLines(file);
        Files.writeString(file, String.join("\n", lines.subList(0, 3)) + "\n{\"line\":\"ord");

        ReadsLedger ledger = ReadsLedgerReader.read(file);

        assertThat(ledger.truncated()).isTrue();
        assertThat(ledger.reads()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"line\":\"ord",
                "{\"line\":\"other\"}",
                "{\"line\":\"order\",\"exchange\":{\"session\":1,\"asked\":\"soon\","
                        + "\"answered\":\"2026-01-01T00:00:00Z\",\"instance\":\"i\",\"status\":200},"
                        + "\"order\":\"o\"}"
            })
    void damage_before_the_end_is_an_error_that_names_the_line(String damage) throws IOException {
        Path file = written();
        List<String> lines = Files.readAllLines(file);
        lines.set(2, damage);
        Files.write(file, lines);

        assertThatThrownBy(() -> ReadsLedgerReader.read(file))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("line 3");
    }

    @Test
    void another_format_is_refused() throws IOException {
        Path file = written();
        Files.writeString(file, Files.readString(file).replace("\"format\":1", "\"format\":2"));

        assertThatThrownBy(() -> ReadsLedgerReader.read(file))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("format 2");
    }

    private Path written() {
        Path file = new Ledgers(folder).newReadsFile(42, Instant.parse(NOW));
        ReadLine.Header header =
                new ReadLine.Header(1, 42, "topic-id", NOW, List.of("http://one"), 2);
        try (LineFile<ReadLine> ledger = LineFile.create(file, ReadLine.class, header)) {
            READS.forEach(ledger::write);
            ledger.write(new ReadLine.End(READS.size()));
        }
        return file;
    }
}
