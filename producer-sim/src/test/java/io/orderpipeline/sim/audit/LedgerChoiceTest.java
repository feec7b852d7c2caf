package io.orderpipeline.sim.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.LedgerWriter;
import io.orderpipeline.sim.ledger.Line;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** An audit must not look green because it left out the ledger it was asked to check. */
class LedgerChoiceTest {

    @TempDir private Path folder;
    private final List<String> notes = new ArrayList<>();

    @Test
    void a_named_ledger_of_another_topic_is_an_error_that_names_both_ids() {
        Path file = ledger("run.jsonl", "old-id");

        assertThatThrownBy(
                        () -> LedgerChoice.read(LedgerFiles.named(List.of(file)), "new-id", notes))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("old-id")
                .hasMessageContaining("new-id");
    }

    @Test
    void a_found_ledger_of_another_topic_is_left_out_and_named() {
        Path old = ledger("old.jsonl", "old-id");
        Path fitting = ledger("new.jsonl", "new-id");

        List<Ledger> chosen =
                LedgerChoice.read(LedgerFiles.found(List.of(old, fitting)), "new-id", notes);

        assertThat(chosen).extracting(Ledger::file).containsExactly(fitting);
        assertThat(notes).singleElement().asString().contains("left out " + old);
    }

    @Test
    void without_a_ledger_the_plans_are_said_to_be_unchecked() {
        ReferenceRun run = ReferenceRun.clean();
        run.ledgered = false;

        AuditReport report = Judge.judge(run.evidence(), List.of());

        AuditRow plans = report.invariants().get(report.invariants().size() - 1);
        assertThat(plans)
                .isEqualTo(new AuditRow("P", "as planned", true, 0, "no ledger: not checked"));
        assertThat(AuditTable.of(report, Ansi.OFF)).contains("- P ").doesNotContain("✓ P ");
    }

    private Path ledger(String name, String topicId) {
        Path file = folder.resolve(name);
        Line.Header header =
                new Line.Header(
                        Ledger.FORMAT,
                        1,
                        "order.command",
                        topicId,
                        "2026-01-01T00:00:00Z",
                        Map.of());
        LedgerWriter.create(file, header).close();
        return file;
    }
}
