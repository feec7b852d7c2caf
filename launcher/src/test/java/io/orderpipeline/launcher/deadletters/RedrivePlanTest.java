package io.orderpipeline.launcher.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.deadletter.DeadLetterAction;
import io.orderpipeline.schema.deadletter.DeadLetterActionKind;
import io.orderpipeline.topic.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several letters at a time: oldest first, and of one order one after the other. */
class RedrivePlanTest {

    private final Letter older = LetterSamples.command("o-1", 1);
    private final Letter younger = LetterSamples.command("o-1", 2);
    private final Letter other = LetterSamples.command("o-2", 3);
    private final OrderBook orders = new OrderBook();
    private final Map<Letter, Reading> readings = new HashMap<>();

    RedrivePlanTest() {
        readings.put(older, LetterSamples.reading(LetterSamples.cancel("o-1", "c-1", null)));
        readings.put(younger, LetterSamples.reading(LetterSamples.cancel("o-1", "c-2", null)));
        readings.put(other, LetterSamples.reading(LetterSamples.cancel("o-2", "c-3", null)));
    }

    private List<String> plan(Letters letters, Letter... chosen) {
        return RedrivePlan.of(
                        List.of(chosen),
                        letters,
                        orders,
                        letter ->
                                readings.getOrDefault(
                                        letter, Reading.unreadable("not in the test")),
                        3)
                .stream()
                .map(step -> step.letter().at() + " " + name(step.verdict()))
                .toList();
    }

    private static String name(Verdict verdict) {
        return verdict instanceof Verdict.Refuse refuse
                ? refuse.reason().name()
                : verdict.getClass().getSimpleName();
    }

    @Test
    void the_oldest_record_goes_first_and_of_an_order_only_one_at_a_time() {
        assertThat(plan(LetterSamples.letters(other, younger, older), other, younger, older))
                .containsExactly("0@1 Redrive", "0@2 COMMAND_WAITING", "0@3 Redrive");
    }

    @Test
    void a_letter_does_not_overtake_an_older_one_of_its_order() {
        assertThat(plan(LetterSamples.letters(older, younger), younger))
                .containsExactly("0@2 EARLIER_LETTER");
    }

    @Test
    void a_letter_waits_for_no_older_one_that_is_closed() {
        Letters letters =
                new Letters(
                        List.of(older, younger),
                        Map.of(older.at(), List.of(action(older, DeadLetterActionKind.DISCARDED))),
                        0);

        assertThat(plan(letters, younger)).containsExactly("0@2 Redrive");
    }

    @Test
    void a_letter_that_failed_again_is_not_overtaken_by_what_failed_after_it_did_first() {
        Letter again = LetterSamples.again(older, 3);
        readings.put(again, LetterSamples.reading(LetterSamples.cancel("o-1", "c-1", null)));
        Letters letters =
                new Letters(
                        List.of(older, younger, again),
                        Map.of(older.at(), List.of(action(older, DeadLetterActionKind.REDRIVEN))),
                        0);

        assertThat(plan(letters, younger)).containsExactly("0@2 EARLIER_LETTER");
        assertThat(plan(letters, younger, again))
                .containsExactly("0@3 Redrive", "0@2 COMMAND_WAITING");
    }

    @Test
    void a_letter_whose_first_one_is_gone_is_older_than_all_that_are_left() {
        Letter again = LetterSamples.again(older, 3);
        readings.put(again, LetterSamples.reading(LetterSamples.cancel("o-1", "c-1", null)));

        assertThat(plan(LetterSamples.letters(younger, again), younger))
                .containsExactly("0@2 EARLIER_LETTER");
    }

    @Test
    void a_letter_about_which_nobody_knows_is_not_redriven_and_not_overtaken() {
        Letters letters =
                new Letters(
                        List.of(older, younger),
                        Map.of(older.at(), List.of(action(older, DeadLetterActionKind.UNKNOWN))),
                        0);

        assertThat(plan(letters, older, younger))
                .containsExactly("0@1 ACTION_UNKNOWN", "0@2 EARLIER_LETTER");
    }

    @Test
    void a_quarantined_letter_still_stands_before_the_younger_ones() {
        Letters letters =
                new Letters(
                        List.of(older, younger),
                        Map.of(
                                older.at(),
                                List.of(action(older, DeadLetterActionKind.QUARANTINED))),
                        0);

        assertThat(plan(letters, younger)).containsExactly("0@2 EARLIER_LETTER");
    }

    @Test
    void a_command_without_outcome_is_waited_for() {
        orders.command("o-2", "c-9", new RecordPlace("order.command", 1, 50));

        assertThat(plan(LetterSamples.letters(other), other))
                .containsExactly("0@3 COMMAND_WAITING");
    }

    @Test
    void a_dead_letter_is_an_outcome_so_that_no_command_waits_for_itself() {
        orders.command("o-2", "c-3", other.source());
        orders.deadLetter(other.source());

        assertThat(plan(LetterSamples.letters(other), other)).containsExactly("0@3 Redrive");
    }

    @Test
    void a_letter_without_its_record_is_an_outcome_of_it_too() {
        Letter omitted = LetterSamples.omitted(4);
        orders.command("o-2", "c-9", omitted.source());
        orders.deadLetter(omitted.source());

        assertThat(plan(LetterSamples.letters(omitted, other), other))
                .containsExactly("0@3 Redrive");
    }

    @Test
    void two_letters_of_one_capture_are_redriven_once() {
        String journal = Topics.PAYMENT_TRANSACTION.name();
        Letter first = LetterSamples.letter(journal, "o-3", 4, Map.of());
        Letter second = LetterSamples.letter(journal, "o-3", 5, Map.of());
        readings.put(first, LetterSamples.reading(LetterSamples.capture("o-3", "t-1")));
        readings.put(second, LetterSamples.reading(LetterSamples.capture("o-3", "t-1")));

        assertThat(plan(LetterSamples.letters(first, second), first, second))
                .containsExactly("0@4 Redrive", "0@5 JOURNALED_ALREADY");
    }

    @Test
    void a_record_that_failed_three_times_is_given_to_a_person() {
        Letter tried = LetterSamples.tried("o-4", 6, 3);

        assertThat(plan(LetterSamples.letters(tried), tried)).containsExactly("0@6 Quarantine");
    }

    @Test
    void the_last_action_says_how_a_letter_stands_unless_it_is_closed() {
        assertThat(after(DeadLetterActionKind.UNKNOWN, DeadLetterActionKind.QUARANTINED))
                .isEqualTo(LetterState.QUARANTINED);
        assertThat(after(DeadLetterActionKind.QUARANTINED, DeadLetterActionKind.UNKNOWN))
                .isEqualTo(LetterState.UNKNOWN);
        assertThat(after(DeadLetterActionKind.REDRIVEN, DeadLetterActionKind.UNKNOWN))
                .isEqualTo(LetterState.REDRIVEN);
        assertThat(after(DeadLetterActionKind.DISCARDED, DeadLetterActionKind.QUARANTINED))
                .isEqualTo(LetterState.DISCARDED);
    }

    private LetterState after(DeadLetterActionKind first, DeadLetterActionKind second) {
        List<DeadLetterAction> actions = List.of(action(older, first), action(older, second));
        return new Letters(List.of(older), Map.of(older.at(), actions), 0).state(older);
    }

    private static DeadLetterAction action(Letter letter, DeadLetterActionKind kind) {
        return new DeadLetterAction(
                letter.at().cause(),
                letter.source().cause(),
                kind,
                0,
                null,
                "ann",
                "a test",
                Instant.EPOCH);
    }
}
