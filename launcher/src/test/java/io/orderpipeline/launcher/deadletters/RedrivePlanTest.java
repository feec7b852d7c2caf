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
        orders.deadLetter("o-2", other.source());

        assertThat(plan(LetterSamples.letters(other), other)).containsExactly("0@3 Redrive");
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
    void the_last_action_says_how_a_letter_stands() {
        Letters letters =
                new Letters(
                        List.of(older),
                        Map.of(
                                older.at(),
                                List.of(
                                        action(older, DeadLetterActionKind.QUARANTINED),
                                        action(older, DeadLetterActionKind.UNKNOWN))),
                        0);

        assertThat(letters.state(older)).isEqualTo(LetterState.QUARANTINED);
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
