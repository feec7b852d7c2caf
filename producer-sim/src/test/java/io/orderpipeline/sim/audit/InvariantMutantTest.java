package io.orderpipeline.sim.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.digest.DigestMutants;
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
        AuditReport report = Judge.judge(ReferenceRun.read().evidence(), List.of());

        assertThat(report.invariants()).allMatch(AuditRow::ok);
        assertThat(report.invariants()).allMatch(row -> row.checked() > 5);
        assertThat(report.invariants())
                .extracting(AuditRow::id)
                .containsExactly(
                        "I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "P");
    }

    @Test
    void closed_orders_may_be_forgotten_after_their_retention() {
        ReferenceRun run = ReferenceRun.clean();
        run.now = run.now.plus(ReferenceRun.CLOSED_RETENTION);
        OrderMutants.loseState(run);

        assertThat(Judge.judge(run.evidence(), List.of()).ok()).isTrue();
    }

    @Test
    void what_a_later_version_did_about_a_letter_is_noted_and_held_against_nobody() {
        ReferenceRun run = ReferenceRun.clean();
        LetterMutants.actUnknown(run);

        AuditReport report = Judge.judge(run.evidence(), List.of());

        assertThat(report.ok()).isTrue();
        assertThat(report.invariants())
                .filteredOn(row -> row.id().equals("I3"))
                .allMatch(
                        row -> row.detail().contains("of a kind that this auditor does not know"));
    }

    @Test
    void without_a_tracker_and_work_for_it_payments_are_said_to_be_unchecked() {
        ReferenceRun run = ReferenceRun.clean();
        run.tracked = false;
        run.captures.removeIf(capture -> capture.confirmation().equals("dropped"));
        run.refunds.clear();

        assertThat(Judge.judge(run.evidence(), List.of()).invariants())
                .filteredOn(row -> Set.of("I7", "I8", "I9").contains(row.id()))
                .allMatch(row -> row.detail().equals("no tracker has run: not checked"))
                .allMatch(row -> row.ok() && row.checked() == 0);
    }

    @Test
    void a_payment_may_wait_until_the_last_millisecond() {
        ReferenceRun cited = ReferenceRun.clean();
        RowMutants.citedForEver(cited);
        cited.now = cited.now.minusMillis(1);
        ReferenceRun pending = ReferenceRun.clean();
        RowMutants.pendingForEver(pending);
        pending.now = pending.now.minusMillis(1);

        assertThat(Judge.judge(cited.evidence(), List.of()).ok()).isTrue();
        assertThat(Judge.judge(pending.evidence(), List.of()).ok()).isTrue();
    }

    @Test
    void the_book_is_not_held_against_a_journal_that_is_still_written() {
        ReferenceRun run = ReferenceRun.clean();
        RefundMutants.unjournaled(run);
        OrderMutants.lag(run);

        assertThat(red(Judge.judge(run.evidence(), List.of()))).containsOnlyKeys("I6");
    }

    @Test
    void transactions_are_counted_by_what_came_of_them() {
        TransactionCounts counts =
                Judge.judge(ReferenceRun.clean().evidence(), List.of()).transactions();

        assertThat(counts.untracked()).isEqualTo(10);
        assertThat(counts.recovered()).isEqualTo(2);
        assertThat(counts.refunded()).isEqualTo(5);
        assertThat(counts.escalated()).isEqualTo(1);
        assertThat(counts.pending()).isEqualTo(2);
        assertThat(counts.resolved()).isEqualTo(1);
        assertThat(counts.captured() + 2) // one was confirmed, never captured, and is pending
                .isEqualTo(
                        counts.tracked()
                                + counts.recovered()
                                + counts.refunded()
                                + counts.escalated()
                                + counts.pending()
                                + counts.resolved());
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

    @ParameterizedTest(name = "{0} turns I10 red")
    @MethodSource("views")
    void views_that_are_wrong_turn_exactly_I10_red(DigestMutants.Mutant mutant) {
        ReferenceRun run = ReferenceRun.clean();
        mutant.mutation().accept(run.views);

        AuditReport report = Judge.judge(run.evidence(), List.of());

        assertThat(red(report)).containsOnlyKeys("I10");
        assertThat(red(report).get("I10"))
                .contains(" found", "(generation ", ", partition ", "from version ");
    }

    @Test
    void without_an_instance_to_ask_the_views_are_said_to_be_unchecked() {
        ReferenceRun run = ReferenceRun.clean();
        run.asked = false;

        assertThat(Judge.judge(run.evidence(), List.of()).invariants())
                .contains(
                        new AuditRow(
                                "I10",
                                "replay equal",
                                true,
                                0,
                                "not checked: no --url, or no answer"));
    }

    static Stream<DigestMutants.Mutant> views() {
        return DigestMutants.all();
    }

    private static Map<String, String> red(AuditReport report) {
        return report.invariants().stream()
                .filter(row -> !row.ok())
                .collect(
                        Collectors.toMap(
                                AuditRow::id, AuditRow::detail, (a, b) -> a, TreeMap::new));
    }

    static Stream<Arguments> mutants() {
        return Stream.of(orders(), letters(), compensations(), refunds(), rows())
                .flatMap(each -> each);
    }

    private static Stream<Arguments> orders() {
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
                mutant("nothing read", "I1 I2 I3 I4 I5 I7 I8 I9 P", OrderMutants::nothingRead));
    }

    private static Stream<Arguments> letters() {
        return Stream.of(
                mutant("a redriven record gone", "I1", LetterMutants::loseRedriven),
                mutant("a redriving nobody told of", "I3", LetterMutants::loseAction),
                mutant("a letter redriven twice", "I2", LetterMutants::redriveTwice),
                mutant("a discarded letter redriven", "I2", LetterMutants::redriveDiscarded),
                mutant("a redriven record altered", "I3", LetterMutants::alterRedriven),
                mutant("a redriven record of no letter", "I3", LetterMutants::forgeRedriven),
                mutant("an action about nothing", "I3", LetterMutants::actOnNothing),
                mutant("an action about another record", "I3", LetterMutants::otherSource),
                mutant("an action of nobody", "I3", LetterMutants::unsigned),
                mutant("a redriven record unanswered", "I1 I5 P", LetterMutants::loseOutcome));
    }

    private static Stream<Arguments> compensations() {
        return Stream.of(
                mutant("a compensation dropped", "I3 I7 I9", CompensationMutants::drop),
                mutant("a compensation of nothing", "I1 I3 I7 I9", CompensationMutants::forge),
                mutant("a compensation nobody handled", "I1", CompensationMutants::loseOutcome),
                mutant(
                        "a tracked one compensated",
                        "I2 I4 I5 I9 P",
                        CompensationMutants::refundTracked),
                mutant("settled twice", "I2 I4 I5 I9 P", CompensationMutants::settleTwice),
                mutant(
                        "settled and given back",
                        "I2 I4 I5 I9 P",
                        CompensationMutants::settleAndRefund),
                mutant("given back, then paid", "I2 I4 I5 I9 P", CompensationMutants::payRefunded),
                mutant("compensated before its deadline", "I9", CompensationMutants::tooEarly),
                mutant("compensated with a cent less", "I3 I4", CompensationMutants::otherAmount),
                mutant("a repetition says otherwise", "I3", CompensationMutants::otherRepetition),
                mutant("a compensation's key altered", "I3", CompensationMutants::otherKey),
                mutant("a compensation's id altered", "I3", CompensationMutants::otherId),
                mutant(
                        "a capture in another partition",
                        "I1 I3",
                        CompensationMutants::otherPartition),
                mutant("a compensation unreadable", "I3 I7", CompensationMutants::garble),
                mutant("garbage among compensations", "I3", CompensationMutants::garbage),
                mutant("a compensation renamed", "I3 I5", CompensationMutants::rename),
                mutant(
                        "one id for two orders",
                        "I1 I3 I5 I7 I8 I9",
                        CompensationMutants::otherOrder),
                mutant("a late one ends otherwise", "I5 I9", CompensationMutants::otherNoOp),
                mutant("another transaction settled", "I4 I5 I9", CompensationMutants::settleOther),
                mutant("paid with a cent less", "I4 I5", CompensationMutants::payLess),
                mutant("no event settles it", "I3 I5 I9 P", CompensationMutants::unsettled));
    }

    private static Stream<Arguments> refunds() {
        return Stream.of(
                mutant("a refund request dropped", "I3 I7", RefundMutants::dropRequest),
                mutant("a repeated request dropped", "I7", RefundMutants::dropRepetition),
                mutant("a refund request of nothing", "I3 I7", RefundMutants::forgeRequest),
                mutant("a refund request altered", "I3", RefundMutants::alterRequest),
                mutant("a refund request renamed", "I3", RefundMutants::renameRequest),
                mutant("a refund request misplaced", "I3", RefundMutants::moveRequest),
                mutant("a reason altered", "I3 I4 I5", RefundMutants::otherReason),
                mutant("a refund under another id", "I3 I9", RefundMutants::otherId),
                mutant("a second refund in the journal", "I2 I3", RefundMutants::secondRefund),
                mutant("the gateway executes twice", "I2", RefundMutants::executeTwice),
                mutant("the gateway executes unasked", "I3 I9", RefundMutants::executeUnasked),
                mutant("the gateway gives a cent more", "I3", RefundMutants::executeOther),
                mutant("a refund missing in the journal", "I9", RefundMutants::unjournaled),
                mutant("a refund nobody asked for", "I3 I5 I8", RefundMutants::forgeRefund),
                mutant("a cent less given back", "I3 I5 I8", RefundMutants::alterRefund),
                mutant("a pending capture vanished", "I1 I5 I8", RefundMutants::losePending),
                mutant("a recovered capture vanished", "I1 I3 I5 I8", RefundMutants::loseRecovered),
                mutant("a capture invented", "I5 I8", RefundMutants::inventCapture),
                mutant("a capture's currency swapped", "I1 I5 I8", RefundMutants::swapCurrency),
                mutant("a capture given up on", "I1", RefundMutants::refuseCapture),
                mutant("garbage in the journal ignored", "I1", RefundMutants::ignoreGarbage),
                mutant("a journal's dead letter altered", "I3", RefundMutants::alterDeadLetter),
                mutant("a capture not as planned", "P", RefundMutants::otherPlan));
    }

    private static Stream<Arguments> rows() {
        return Stream.of(
                mutant("a row altered", "I5", RowMutants::alter),
                mutant("a row of another order", "I5", RowMutants::otherOrder),
                mutant("a row of another transaction", "I5", RowMutants::otherTransaction),
                mutant("a row lost", "I5 I7", RowMutants::lose),
                mutant("a pending row lost", "I5 I8 I9", RowMutants::losePending),
                mutant("a row invented", "I5 I8", RowMutants::invent),
                mutant("a row unreadable", "I5", RowMutants::garble),
                mutant("a compensation more in a row", "I7", RowMutants::countCompensation),
                mutant("a request more in a row", "I7", RowMutants::countRequest),
                mutant("untracked, but not compensated", "I7 I9", RowMutants::untracked),
                mutant("pending beyond its deadline", "I9", RowMutants::pendingForEver),
                mutant("cited beyond its deadline", "I9", RowMutants::citedForEver),
                mutant("a pending one hidden", "I5 I8 I9", RowMutants::hidePending),
                mutant("an escalated one hidden", "I5 I8", RowMutants::hideEscalated),
                mutant("an escalation without reason", "I5", RowMutants::noReason),
                mutant("resolved by nobody", "I5", RowMutants::resolvedByNobody),
                mutant("another operator", "I5", RowMutants::otherOperator),
                mutant("another event cited", "I5", RowMutants::otherCitation),
                mutant("another refund cited", "I5", RowMutants::otherRefundCitation),
                mutant("a refund never asked for", "I7", RowMutants::neverAsked),
                mutant("a time altered", "I5", RowMutants::otherTime),
                mutant("recovered, but called tracked", "I5", RowMutants::callTracked),
                mutant("a cent less in a pending row", "I5 I8", RowMutants::loseCent),
                mutant("a pending row's currency swapped", "I5 I8", RowMutants::swapCurrency),
                mutant("a cent less in a state", "I5 I8", RowMutants::loseCentInState),
                mutant("a refund forgotten in a state", "I5", RowMutants::forgetRefund),
                mutant("a refunding state forgotten", "I5", RowMutants::forgetUnplaced),
                mutant("outputs, but no ledger", "I5 I9", RowMutants::noLedger),
                mutant("no tracker at all", "I9", TrackerMutants::never));
    }

    private static Arguments mutant(String name, String red, Consumer<ReferenceRun> mutant) {
        return Arguments.of(name, Set.of(red.split(" ")), mutant);
    }
}
