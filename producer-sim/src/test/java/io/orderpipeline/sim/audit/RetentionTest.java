package io.orderpipeline.sim.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What retention has taken is no evidence of a fault, and is said to be missing. */
class RetentionTest {

    @Test
    void outcomes_of_expired_commands_are_not_held_against_anybody() {
        ReferenceRun run = ReferenceRun.clean();
        run.kept = new Log.Kept(Map.of(0, 20L), Map.of(), Set.of());
        run.commands.removeIf(command -> !run.kept.input(command.at()));

        AuditReport report = Judge.judge(run.evidence(), List.of());

        assertThat(report.invariants()).allMatch(AuditRow::ok);
        assertThat(row(report, "I1").detail()).contains("20 records not judged");
        assertThat(row(report, "I3").detail()).contains("20 outcomes not judged");
    }

    @Test
    void commands_whose_rejections_expired_are_not_lost() {
        ReferenceRun run = ReferenceRun.clean();
        long sinceMs = ReferenceRun.START.toEpochMilli() + 150;
        run.kept = new Log.Kept(Map.of(), Map.of(0, sinceMs), Set.of());
        run.rejections.removeIf(
                each -> each.at().partition() == 0 && each.handledAtMs() <= sinceMs);

        AuditReport report = Judge.judge(run.evidence(), List.of());

        assertThat(report.invariants()).allMatch(AuditRow::ok);
        assertThat(row(report, "I1").detail()).contains("not judged");
    }

    @Test
    void younger_commands_are_judged_all_the_same() {
        ReferenceRun run = ReferenceRun.clean();
        run.kept = new Log.Kept(Map.of(), Map.of(0, 0L, 1, 0L, 2, 0L), Set.of());
        LogMutants.dropRejection(run);

        assertThat(row(Judge.judge(run.evidence(), List.of()), "I1").ok()).isFalse();
    }

    @Test
    void a_redriven_record_whose_action_expired_is_nobody_s_fault() {
        ReferenceRun run = ReferenceRun.clean();
        LetterMutants.loseAction(run);
        run.lettersKept = false;

        assertThat(Judge.judge(run.evidence(), List.of()).ok()).isTrue();
    }

    private static AuditRow row(AuditReport report, String id) {
        return report.invariants().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
