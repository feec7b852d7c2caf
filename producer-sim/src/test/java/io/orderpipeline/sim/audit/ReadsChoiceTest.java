package io.orderpipeline.sim.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.ledger.LineFile;
import io.orderpipeline.sim.reads.ReadLine;
import io.orderpipeline.sim.reads.ReadsLedger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers are judged when they lie beside the ledgers, and only of the topic at hand. */
class ReadsChoiceTest {

    @TempDir private Path folder;
    private final List<String> notes = new ArrayList<>();

    @Test
    void reads_beside_any_of_the_ledgers_are_found() {
        Path reads = reads("reads-1.jsonl", "id");
        LedgerFiles ledgers =
                LedgerFiles.named(
                        List.of(folder.resolve("one.jsonl"), folder.resolve("two.jsonl")));

        assertThat(ReadsChoice.read(ledgers, "id", notes))
                .extracting(ReadsLedger::file)
                .containsExactly(reads);
        assertThat(notes).isEmpty();
    }

    @Test
    void found_reads_of_another_topic_are_left_out_and_named() {
        Path old = reads("reads-1.jsonl", "old-id");
        LedgerFiles ledgers = LedgerFiles.found(List.of(folder.resolve("one.jsonl")));

        assertThat(ReadsChoice.read(ledgers, "id", notes)).isEmpty();
        assertThat(notes).singleElement().asString().contains("left out " + old);
    }

    @Test
    void named_reads_of_another_topic_are_an_error_that_names_both_ids() {
        Path old = reads("reads-1.jsonl", "old-id");
        LedgerFiles ledgers = LedgerFiles.NONE.withReads(List.of(old));

        assertThatThrownBy(() -> ReadsChoice.read(ledgers, "new-id", notes))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContainingAll(old.toString(), "old-id", "new-id");
    }

    @Test
    void named_reads_are_read_wherever_they_lie() {
        Path elsewhere = reads("elsewhere/answers.jsonl", "id");
        reads("reads-1.jsonl", "id");
        LedgerFiles ledgers =
                LedgerFiles.found(List.of(folder.resolve("one.jsonl")))
                        .withReads(List.of(elsewhere));

        assertThat(ReadsChoice.read(ledgers, "id", notes))
                .extracting(ReadsLedger::file)
                .containsExactly(elsewhere);
    }

    private Path reads(String name, String topicId) {
        Path file = folder.resolve(name);
        ReadLine.Header header =
                new ReadLine.Header(1, 7, topicId, "2026-01-01T00:00:00Z", List.of(), 1);
        LineFile.create(file, ReadLine.class, header).close();
        return file;
    }
}
