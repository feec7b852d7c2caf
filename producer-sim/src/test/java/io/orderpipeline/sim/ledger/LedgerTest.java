package io.orderpipeline.sim.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {

    private static final Line.Header HEADER =
            new Line.Header(
                    Ledger.FORMAT,
                    42,
                    "order.command",
                    "topic-id",
                    "2026-01-01T00:00:00Z",
                    Map.of("orders", 2));
    private static final Line.Planned PLAN = new Line.Planned("o-1", 2, "PAID", 2);
    private static final Line.Sent SENT = sent("c-1", Fate.ACKNOWLEDGED, 3, 17L, null);
    private static final Line.Sent REFUSED = sent("c-2", Fate.REFUSED, null, null, "too large");
    private static final Line.Captured CAPTURE =
            new Line.Captured(
                    "t-1",
                    "o-1",
                    1_999,
                    "EUR",
                    "us-east",
                    "dropped",
                    "RECOVERED",
                    Fate.ACKNOWLEDGED,
                    3,
                    18L,
                    null,
                    1,
                    "2026-01-01T00:00:00.500Z",
                    "2026-01-01T00:00:00.600Z");
    private static final Line.Refunded REFUND =
            new Line.Refunded("t-2", "rfd-t-2", 500, "JPY", "2026-01-01T00:01:00Z");
    private static final Line.End END = new Line.End(1, 1, 0, true);

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("sub").resolve("run.jsonl");
    }

    @Test
    void what_was_written_is_read_back() {
        write(PLAN, SENT, REFUSED, END);

        Ledger ledger = LedgerReader.read(file);

        assertThat(ledger.header()).isEqualTo(HEADER);
        assertThat(ledger.plans()).containsExactly(PLAN);
        assertThat(ledger.records()).containsExactly(SENT, REFUSED);
        assertThat(ledger.end()).contains(END);
        assertThat(ledger.truncated()).isFalse();
        assertThat(ledger.count(Fate.ACKNOWLEDGED)).isEqualTo(1);
    }

    @Test
    void captures_and_refunds_are_kept_apart_from_commands() throws IOException {
        write(PLAN, SENT, CAPTURE, REFUND, END);

        Ledger ledger = LedgerReader.read(file);

        assertThat(ledger.captures()).containsExactly(CAPTURE);
        assertThat(ledger.refunds()).containsExactly(REFUND);
        assertThat(ledger.records()).containsExactly(SENT);
        assertThat(ledger.count(Fate.ACKNOWLEDGED)).isEqualTo(1);
        assertThat(Files.readString(file))
                .contains("{\"line\":\"capture\",\"transaction\":\"t-1\"", "\"line\":\"refund\"");
    }

    @Test
    void refunds_can_be_read_while_the_ledger_is_being_kept() {
        try (LedgerWriter writer = LedgerWriter.create(file, HEADER)) {
            writer.write(PLAN);
            writer.writeThrough(List.of(REFUND));
            writer.write(SENT);

            assertThat(LedgerReader.refunds(file)).containsExactly(REFUND);
        }
    }

    @Test
    void a_refund_cut_short_is_none_and_a_damaged_one_is_an_error() throws IOException {
        write(PLAN, REFUND, REFUND);
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 20));
        assertThat(LedgerReader.refunds(file)).containsExactly(REFUND);

        Files.writeString(file, text.replace("500", "5 00"));
        assertThatThrownBy(() -> LedgerReader.refunds(file))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(file + " is damaged");
    }

    @Test
    void a_last_line_cut_short_is_left_out_and_reported() throws IOException {
        write(PLAN, SENT, END);
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 20));

        Ledger ledger = LedgerReader.read(file);

        assertThat(ledger.truncated()).isTrue();
        assertThat(ledger.records()).containsExactly(SENT);
        assertThat(ledger.end()).isEmpty();
    }

    @Test
    void damage_in_the_middle_is_an_error_that_names_file_and_line() throws IOException {
        write(PLAN, SENT, END);
        Files.writeString(file, Files.readString(file).replace("\"plan\"", "\"plan"));

        assertThatThrownBy(() -> LedgerReader.read(file))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(file + ", line 2");
    }

    @ParameterizedTest
    @CsvSource({
        "PAID, PAYED",
        "event:OrderPlaced, rejection:BECAUSE",
        "event:OrderPlaced, nonsense",
        "acknowledged, lost",
        "'\"offset\":17,', ''",
    })
    void a_value_that_cannot_be_is_an_error_that_names_file_and_line(String was, String now)
            throws IOException {
        write(PLAN, SENT);
        String text = Files.readString(file);
        Files.writeString(file, text.replace(was, now));

        assertThat(text).contains(was);
        assertThatThrownBy(() -> LedgerReader.read(file))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(file + ", line " + (was.equals("PAID") ? 2 : 3));
    }

    @Test
    void an_empty_file_is_no_ledger() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.jsonl"));

        assertThatThrownBy(() -> LedgerReader.read(empty)).hasMessageContaining("no header line");
    }

    @Test
    void a_file_of_another_kind_is_refused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.jsonl"), "not json\n");

        assertThatThrownBy(() -> LedgerReader.read(other)).isInstanceOf(LedgerException.class);
    }

    @Test
    void another_format_is_refused() {
        LedgerWriter.create(file, new Line.Header(9, 1, "t", "i", "2026-01-01T00:00:00Z", Map.of()))
                .close();

        assertThatThrownBy(() -> LedgerReader.read(file))
                .hasMessageContaining("ledger format 9")
                .hasMessageContaining("reads format 1");
    }

    @Test
    void an_existing_file_is_never_overwritten() {
        write(SENT);

        assertThatThrownBy(() -> LedgerWriter.create(file, HEADER))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("run.jsonl");
        assertThat(LedgerReader.read(file).records()).containsExactly(SENT);
    }

    @Test
    void a_writer_that_is_closed_twice_or_written_to_later_stays_quiet() {
        LedgerWriter writer = LedgerWriter.create(file, HEADER);
        writer.close();
        writer.write(SENT);
        writer.close();

        assertThat(LedgerReader.read(file).records()).isEmpty();
    }

    @Test
    void the_folder_lists_its_ledgers_by_name() throws IOException {
        Ledgers ledgers = new Ledgers(folder);
        Path first = ledgers.newFile(7, Instant.parse("2026-01-01T00:00:00Z"));
        Path second = ledgers.newFile(7, Instant.parse("2026-01-01T00:00:01Z"));
        LedgerWriter.create(second, HEADER).close();
        LedgerWriter.create(first, HEADER).close();
        Files.createFile(folder.resolve("notes.txt"));

        assertThat(ledgers.all()).containsExactly(first, second);
        assertThat(ledgers.of(7)).containsExactly(first, second);
        assertThat(ledgers.of(77)).isEmpty();
        assertThat(new Ledgers(folder.resolve("missing")).all()).isEqualTo(List.of());
    }

    private void write(Line... lines) {
        try (LedgerWriter writer = LedgerWriter.create(file, HEADER)) {
            for (Line line : lines) {
                writer.write(line);
            }
        }
    }

    private static Line.Sent sent(
            String command,
            Fate fate,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable String error) {
        String at = "2026-01-01T00:00:00.500Z";
        return new Line.Sent(
                command,
                "o-1",
                "PlaceOrder",
                "original",
                "event:OrderPlaced",
                fate,
                partition,
                offset,
                error,
                1,
                at,
                at);
    }
}
