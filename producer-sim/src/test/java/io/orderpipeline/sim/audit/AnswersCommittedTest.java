package io.orderpipeline.sim.audit;

import static io.orderpipeline.sim.audit.ReadMutants.first;
import static io.orderpipeline.sim.audit.ReadMutants.later;
import static io.orderpipeline.sim.audit.ReadMutants.page;
import static io.orderpipeline.sim.audit.WalkChecks.documents;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.reads.ReadLine.AsOfRead;
import io.orderpipeline.sim.reads.ReadLine.Document;
import io.orderpipeline.sim.reads.ReadLine.Exchange;
import io.orderpipeline.sim.reads.ReadLine.ListRead;
import io.orderpipeline.sim.reads.ReadLine.OrderRead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** I11 sees each way to tell a reader what is not so, and nothing where all is as it must be. */
class AnswersCommittedTest {

    private final ReferenceRun run = ReferenceRun.read();

    @Test
    void without_a_reads_ledger_the_answers_are_said_to_be_unchecked() {
        run.reads.clear();

        assertThat(row())
                .isEqualTo(
                        new AuditRow(
                                "I11", "reads committed", true, 0, "no reads ledger: not checked"));
    }

    @Test
    void what_was_judged_is_told() {
        AuditRow row = row();

        assertThat(row.ok()).isTrue();
        assertThat(row.checked()).isEqualTo(run.reads.size() - 2);
        assertThat(row.detail())
                .contains("walks through lists: 4, complete: 4")
                .contains(" settled, ")
                .contains("no answers, by status: {503=1, none=1}");
    }

    @ParameterizedTest(name = "{0} turns I11 red: {1}")
    @MethodSource("mutants")
    void a_mutant_turns_exactly_I11_red(String name, String says, Consumer<ReferenceRun> mutant) {
        mutant.accept(run);

        AuditReport report = Judge.judge(run.evidence(), List.of());

        assertThat(report.invariants())
                .filteredOn(row -> !row.ok())
                .as(name)
                .extracting(AuditRow::id)
                .containsExactly("I11");
        assertThat(row().detail()).contains(says);
    }

    static Stream<Arguments> mutants() {
        return Stream.of(
                mutant("a version forged", "no such version", ReadMutants::forgeVersion),
                mutant("an order forged", "which the log has not", ReadMutants::forgeOrder),
                mutant(
                        "another order's document",
                        "order o-7-1 (status 200",
                        ReadMutants::otherOrder),
                mutant("a status altered", "status=PAID", ReadMutants::otherStatus),
                mutant("a total altered", "amountMinor=1,", ReadMutants::otherTotal),
                mutant("a payment hidden", "paid=null", ReadMutants::noPayment),
                mutant("another command named", "c-other", ReadMutants::otherCommand),
                mutant("an unreadable document", "is unreadable", ReadMutants::unreadable),
                mutant(
                        "a version that goes back",
                        "at version 1, after version 3",
                        ReadMutants::goBack),
                mutant("an order gone", "is gone, after version 3", ReadMutants::forget),
                mutant("a history gone", "history of", ReadMutants::forgetHistory),
                mutant(
                        "a history that goes back",
                        "at version 1, after version 3",
                        ReadMutants::shortHistory),
                mutant(
                        "a list that goes back",
                        "at version 1, after version 3",
                        ReadMutants::listGoesBack),
                mutant(
                        "settled too early",
                        "has version 1, settled; the log says 2",
                        ReadMutants::settleEarlier),
                mutant(
                        "as of later than asked",
                        "has version 2; the log says 1",
                        ReadMutants::asOfLater),
                mutant(
                        "a version below the minimum",
                        "has version 1, not 2",
                        ReadMutants::belowMinimum),
                mutant(
                        "a version reached and refused",
                        "says that version 1 is not 1",
                        ReadMutants::reachedAfterAll),
                mutant(
                        "a version that is not in the log",
                        "says that version 50 is not 99; the log has 3",
                        ReadMutants::aheadOfTheLog),
                mutant(
                        "an event's position altered",
                        "as version 1; the log has Step",
                        ReadMutants::moveEvent),
                mutant(
                        "an event's cause altered",
                        "as version 1; the log has Step",
                        ReadMutants::otherCause),
                mutant(
                        "a history without its end",
                        "has 2 events after version 0",
                        ReadMutants::dropLastEvent),
                mutant(
                        "a history without its beginning",
                        "has 2 events after version 0",
                        ReadMutants::dropFirstEvent),
                mutant(
                        "an event twice in a history",
                        "has 4 events after version 0",
                        ReadMutants::eventTwice),
                mutant("an order missing in a list", "do not show", ReadMutants::lackEntry),
                mutant("an order twice in a list", " again", ReadMutants::entryTwice),
                mutant(
                        "a list with another status",
                        "which is PLACED",
                        ReadMutants::entryOfOtherStatus),
                mutant("a list in another order", "too late", ReadMutants::oldestFirst),
                mutant("a list with a document altered", "amountMinor=1,", ReadMutants::oldEntry));
    }

    private static Arguments mutant(String name, String says, Consumer<ReferenceRun> mutant) {
        return Arguments.of(name, says, mutant);
    }

    @Test
    void an_answer_of_an_event_that_is_lost_is_seen() {
        LogMutants.dropEvent(run);

        assertThat(row().ok()).isFalse();
        assertThat(row().detail()).contains("the log says that there is no such version");
    }

    @Test
    void an_answer_that_says_it_is_stale_may_go_back() {
        Document first = first(run);
        run.reads.add(new OrderRead(later(run, 200, 900L), first.order(), null, null, first));
        run.reads.add(new OrderRead(later(run, 404, 900L), first.order(), null, null, null));

        assertThat(row().ok()).isTrue();
    }

    @Test
    void an_answer_that_was_asked_for_before_the_newer_one_came_may_be_older() {
        Document first = first(run);
        OrderRead newest = ReadMutants.fulfilled(run);
        Instant asked = Reads.answered(newest).minusNanos(1);
        Exchange exchange =
                new Exchange(
                        0,
                        Reads.asked(newest).minusSeconds(3600).toString(),
                        asked.plusSeconds(9).toString(),
                        "http://one",
                        200,
                        null,
                        null);
        run.reads.add(new OrderRead(exchange, first.order(), null, null, first));

        assertThat(row().ok()).isTrue();
    }

    @Test
    void another_session_may_be_behind() {
        Document first = first(run);
        Exchange other = later(run, 200, null);
        run.reads.add(
                new OrderRead(
                        new Exchange(
                                5, other.asked(), other.answered(), "http://one", 200, null, null),
                        first.order(),
                        null,
                        null,
                        first));

        assertThat(row().ok()).isTrue();
    }

    @Test
    void an_answer_as_of_an_instant_that_is_not_settled_may_lack_the_end() {
        AsOfRead read = ReadMutants.asOf(run, 2);
        Document earlier = ReadMutants.asOf(run, 1).document();
        run.reads.add(
                new AsOfRead(later(run, 200, null), read.order(), read.asOf(), false, earlier));
        run.reads.add(new AsOfRead(later(run, 404, null), read.order(), read.asOf(), null, null));

        assertThat(row().ok()).isTrue();
    }

    @Test
    void a_list_that_says_what_is_missing_may_lack_orders() {
        ListRead was = page(run, 1);
        lack(
                new ListRead(
                        was.exchange(),
                        was.status(),
                        was.walk(),
                        was.page(),
                        documents(was).subList(0, 1),
                        was.next(),
                        List.of(2)));

        assertThat(row().ok()).isTrue();
    }

    @Test
    void a_walk_that_was_given_up_may_lack_orders() {
        ListRead was = page(run, 0);
        run.reads.removeIf(
                each ->
                        each instanceof ListRead page
                                && page.walk() == was.walk()
                                && page.page() > 0);

        assertThat(row().ok()).isTrue();
        assertThat(row().detail()).contains("walks through lists: 4, complete: 3");
    }

    @Test
    void a_list_may_lack_what_no_answer_had_shown() {
        ListRead was = page(run, 1);
        lack(page(was, documents(was).subList(0, 1)));
        documents(was).subList(1, 3).forEach(lacking -> keepOnlyInLists(lacking.order()));
        run.reads.removeIf(AsOfRead.class::isInstance);

        assertThat(row().ok()).isTrue();
    }

    @Test
    void a_settled_answer_proves_what_else_happened_in_its_partition() {
        ListRead was = page(run, 1);
        lack(page(was, documents(was).subList(0, 1)));
        run.reads.removeIf(each -> !(each instanceof ListRead || each instanceof AsOfRead));
        documents(was).subList(1, 3).forEach(lacking -> keepOnlyInLists(lacking.order()));

        assertThat(row().ok()).isFalse();
        assertThat(row().detail()).contains("do not show " + documents(was).get(1).order());
    }

    @Test
    void orders_that_began_anew_are_not_judged() {
        OutcomeRecord.Event placed = Picks.event(run, first(run).order(), "OrderPlaced");
        run.events.add(placed);

        assertThat(row().ok()).isTrue();
        assertThat(row().detail()).contains("about orders that I4 speaks of: not judged");
    }

    private void keepOnlyInLists(String order) {
        run.reads.removeIf(
                each -> !(each instanceof ListRead) && Reads.describe(each).contains(order + " "));
    }

    private void lack(ListRead now) {
        List<ListRead> same =
                new ArrayList<>(
                        run.reads.stream()
                                .filter(ListRead.class::isInstance)
                                .map(ListRead.class::cast)
                                .filter(each -> each.exchange().equals(now.exchange()))
                                .toList());
        ReadMutants.swapRead(run, same.get(0), now);
    }

    private AuditRow row() {
        return Judge.judge(run.evidence(), List.of()).invariants().stream()
                .filter(each -> each.id().equals("I11"))
                .findFirst()
                .orElseThrow();
    }
}
