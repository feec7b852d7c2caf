package io.orderpipeline.sim.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A checker that cannot fail proves nothing: each way to spoil the evidence must be seen. */
class InvariantMutantTest {

    @Test
    void clean_evidence_passes_and_everything_was_checked() {
        AuditReport report = Judge.judge(ReferenceRun.clean().evidence(), List.of());

        assertThat(report.invariants()).allMatch(AuditRow::ok);
        assertThat(report.invariants()).allMatch(row -> row.checked() > 5);
        assertThat(report.invariants())
                .extracting(AuditRow::id)
                .containsExactly("I1", "I2", "I3", "I4", "I5", "I6", "P");
    }

    @Test
    void closed_orders_may_be_forgotten_after_their_retention() {
        ReferenceRun run = ReferenceRun.clean();
        run.now = run.now.plus(ReferenceRun.CLOSED_RETENTION);
        OrderMutants.loseState(run);

        assertThat(Judge.judge(run.evidence(), List.of()).ok()).isTrue();
    }

    @Test
    void a_memory_of_another_size_than_told_is_seen() {
        ReferenceRun run = ReferenceRun.clean();
        run.memory = new DeciderMemory(ReferenceRun.CLOSED_RETENTION, 2);

        assertThat(red(Judge.judge(run.evidence(), List.of()))).containsOnlyKeys("I5");
    }

    @ParameterizedTest(name = "{0} turns {1} red")
    @MethodSource("mutants")
    void a_mutant_turns_exactly_its_invariants_red(
            String name, Set<String> red, Consumer<ReferenceRun> mutant) {
        ReferenceRun run = ReferenceRun.clean();
        mutant.accept(run);

        AuditReport report = Judge.judge(run.evidence(), List.of());

        assertThat(report.ok()).isFalse();
        assertThat(red(report)).as(name).containsOnlyKeys(red);
    }

    private static Map<String, String> red(AuditReport report) {
        return report.invariants().stream()
                .filter(row -> !row.ok())
                .collect(
                        Collectors.toMap(
                                AuditRow::id, AuditRow::detail, (a, b) -> a, TreeMap::new));
    }

    static Stream<Arguments> mutants() {
        return Stream.of(
                mutant("an event dropped", "I1 I5 P", LogMutants::dropEvent),
                mutant("a rejection dropped", "I1", LogMutants::dropRejection),
                mutant("a dead letter dropped", "I1", LogMutants::dropDeadLetter),
                mutant("a command gone", "I1 I3", LogMutants::loseCommand),
                mutant("a command replaced", "I1 I3", LogMutants::replaceCommand),
                mutant("duplicates of nothing", "I1 I4 I5 P", LogMutants::swallow),
                mutant("an event twice", "I2 I4 I5 P", LogMutants::repeatEvent),
                mutant("a command applied twice", "I2 I4 I5 P", LogMutants::applyTwice),
                mutant("a rejection twice", "I1", LogMutants::repeatRejection),
                mutant("an event and a rejection", "I1", LogMutants::decideBothWays),
                mutant("a transaction paying twice", "I2 I4 I5", LogMutants::payTwice),
                mutant("an event of no command", "I1 I3", LogMutants::citeNothing),
                mutant("an event of another command", "I1 I3 I4", LogMutants::citeAnother),
                mutant("a dead letter altered", "I3", LogMutants::alterDeadLetter),
                mutant("a hash altered", "I3", LogMutants::alterHash),
                mutant("a false original outcome", "I3", LogMutants::alterOriginal),
                mutant("an unreadable event", "I3", LogMutants::unreadableEvent),
                mutant("a key of another order", "I3", PlaceMutants::otherKey),
                mutant("an outcome in another partition", "I3", PlaceMutants::otherPartition),
                mutant("a time that is not the command's", "I3", PlaceMutants::otherTime),
                mutant("an event the views gave up on", "I1", PlaceMutants::unviewedEvent),
                mutant("a version skipped", "I3 I4 I5 P", OrderMutants::skipVersion),
                mutant("two events swapped", "I4 P", OrderMutants::swapEvents),
                mutant("an illegal transition", "I4 I5 P", OrderMutants::fulfilUnpaid),
                mutant("a payload altered", "I4", OrderMutants::alterPayload),
                mutant("a sequence that falls", "I4 I5", OrderMutants::fallingSequence),
                mutant("a state altered", "I5", OrderMutants::alterState),
                mutant("a memory altered", "I5", OrderMutants::alterMemory),
                mutant("a state unreadable", "I5", OrderMutants::unreadableState),
                mutant("a state invented", "I5", OrderMutants::inventState),
                mutant("a state lost", "I5", OrderMutants::loseState),
                mutant("a state forgotten too early", "I5", OrderMutants::forgetTooEarly),
                mutant("an open order forgotten", "I5", OrderMutants::forgetOpenOrder),
                mutant("a lag", "I6", OrderMutants::lag),
                mutant("an open transaction", "I6", OrderMutants::openTransaction),
                mutant("an unstable end", "I6", OrderMutants::unstableEnd),
                mutant("a reason not planned", "P", OrderMutants::otherReason),
                mutant("an order not where planned", "P", OrderMutants::otherEnd),
                mutant("nothing read", "I1 I2 I3 I4 I5 P", OrderMutants::nothingRead));
    }

    private static Arguments mutant(String name, String red, Consumer<ReferenceRun> mutant) {
        return Arguments.of(name, Set.of(red.split(" ")), mutant);
    }
}
