package io.orderpipeline.sim.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.LedgerException;
import io.orderpipeline.sim.ledger.LedgerReader;
import io.orderpipeline.sim.ledger.LedgerWriter;
import io.orderpipeline.sim.ledger.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefundBookTest {

    private static final Line.Refunded FIRST = refund("t-1");
    private static final Line.Refunded SECOND = refund("t-2");
    private static final Line.Refunded THIRD = refund("t-3");

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("sub").resolve("book.jsonl");
    }

    @Test
    void what_was_appended_is_there_when_the_book_is_opened_again() {
        try (FileBook book = open(List.of())) {
            book.append(List.of(FIRST));
            book.append(List.of(SECOND, THIRD));
        }

        try (FileBook book = open(List.of())) {
            assertThat(book.read()).containsExactly(FIRST, SECOND, THIRD);
        }
        assertThat(LedgerReader.read(file).refunds()).containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void what_was_appended_is_in_the_file_at_once() {
        try (FileBook book = open(List.of())) {
            book.append(List.of(FIRST));
            assertThat(LedgerReader.refunds(file)).containsExactly(FIRST);
        }
    }

    @Test
    void a_line_that_was_never_finished_is_no_refund_and_the_next_one_stands_on_its_own()
            throws IOException {
        try (FileBook book = open(List.of())) {
            book.append(List.of(FIRST));
        }
        Files.writeString(file, "{\"line\":\"refund\",\"tra", StandardOpenOption.APPEND);

        try (FileBook book = open(List.of())) {
            assertThat(book.read()).containsExactly(FIRST);
            book.append(List.of(SECOND));
            assertThat(book.read()).containsExactly(FIRST, SECOND);
        }
    }

    @Test
    void damage_in_the_middle_is_an_error_that_names_the_line() throws IOException {
        try (FileBook book = open(List.of())) {
            book.append(List.of(FIRST, SECOND));
        }
        Files.writeString(file, Files.readString(file).replace("\"t-1\"", "\"t-1"));

        assertThatThrownBy(() -> open(List.of()))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(file + ", line 2");
    }

    @Test
    void a_second_desk_on_the_same_book_is_refused_until_the_first_is_gone() {
        try (FileBook book = open(List.of())) {
            assertThat(book.read()).isEmpty();
            assertThatThrownBy(() -> open(List.of()))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("another gateway has the book " + file);
        }
        open(List.of()).close();
    }

    @Test
    void the_book_of_another_pipeline_is_refused() {
        open(List.of()).close();

        assertThatThrownBy(() -> FileBook.open(file, "other-id", List.of()))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("another pipeline")
                .hasMessageContaining("other-id")
                .hasMessageContaining("--book");
        open(List.of()).close();
    }

    @Test
    void a_file_that_is_no_book_is_refused_and_stays_as_it_is() throws IOException {
        Path unfinished = Files.writeString(folder.resolve("config.json"), "{\"a\": 1}");
        Path lines = Files.writeString(folder.resolve("notes.txt"), "hello\nworld");

        for (Path other : List.of(unfinished, lines)) {
            String before = Files.readString(other);
            assertThatThrownBy(() -> FileBook.open(other, "topic-id", List.of()))
                    .hasMessageContaining(other.toString());
            assertThat(Files.readString(other)).isEqualTo(before);
        }
    }

    @Test
    void a_book_that_was_left_in_its_first_line_begins_anew() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"line\":\"header\",\"form");

        open(List.of()).close();

        assertThat(LedgerReader.read(file).header().topicId()).isEqualTo("topic-id");
    }

    @Test
    void refunds_of_other_desks_on_the_same_pipeline_are_known() throws IOException {
        Path same = ledger("same.jsonl", "topic-id", FIRST);
        Path foreign = ledger("foreign.jsonl", "other-id", SECOND);
        Path nothing = Files.writeString(folder.resolve("notes.jsonl"), "hello\n");
        Path missing = folder.resolve("missing.jsonl");

        try (FileBook book = open(List.of(same, foreign, nothing, missing))) {
            book.append(List.of(THIRD));
            assertThat(book.read()).containsExactly(FIRST, THIRD);
        }
    }

    @Test
    void a_ledger_that_is_being_kept_is_a_book() {
        Path earlier = ledger("earlier.jsonl", "topic-id", FIRST);
        Path now = folder.resolve("now.jsonl");
        try (LedgerWriter ledger = LedgerWriter.create(now, header("topic-id"))) {
            LedgerBook book = new LedgerBook(ledger, "topic-id", List.of(earlier, now));
            ledger.write(new Line.Planned("o-1", 2, "PAID", 2));
            book.append(List.of(SECOND));

            assertThat(book.read()).containsExactly(FIRST, SECOND);
        }
        assertThat(LedgerReader.read(now).refunds()).containsExactly(SECOND);
        assertThat(LedgerReader.read(now).plans()).hasSize(1);
    }

    @Test
    void a_ledger_that_is_closed_is_none() {
        LedgerWriter ledger = LedgerWriter.create(folder.resolve("x.jsonl"), header("topic-id"));
        LedgerBook book = new LedgerBook(ledger, "topic-id", List.of());
        ledger.close();

        assertThatThrownBy(() -> book.append(List.of(FIRST)))
                .as("a refund that stands nowhere must not be journaled")
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("closed");
    }

    private FileBook open(List<Path> others) {
        return FileBook.open(file, "topic-id", others);
    }

    private Path ledger(String name, String topicId, Line.Refunded refund) {
        Path path = folder.resolve(name);
        try (LedgerWriter writer = LedgerWriter.create(path, header(topicId))) {
            writer.write(refund);
        }
        return path;
    }

    private static Line.Header header(String topicId) {
        return new Line.Header(
                Ledger.FORMAT, 42, "order.command", topicId, "2026-01-01T00:00:00Z", Map.of());
    }

    private static Line.Refunded refund(String transaction) {
        return new Line.Refunded(
                transaction, "rfd-" + transaction, 1_999, "EUR", "2026-01-01T00:00:00Z");
    }
}
