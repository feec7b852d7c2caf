package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.generation.Change;
import io.orderpipeline.generation.Generation;
import io.orderpipeline.generation.GenerationTable;
import io.orderpipeline.topic.Applications;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class LiveSwitchTest {

    private static final int FIRST = Applications.FIRST_VIEWS_GENERATION;
    private static final int NEXT = FIRST + 1;

    private final List<Integer> led = new ArrayList<>();
    private final LiveSwitch<Fake> live =
            new LiveSwitch<>(GenerationTable.INITIAL, each -> led.add(each.number()));
    private final Fake first = new Fake(FIRST);
    private final Fake next = new Fake(NEXT);
    private GenerationTable table = GenerationTable.INITIAL;

    /** Notes what is done to it. */
    private static final class Fake implements LiveSwitch.Candidate {

        private final int number;
        private final List<String> calls = new ArrayList<>();
        private boolean given;
        private boolean caughtUp = true;

        Fake(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public void give() {
            given = true;
            calls.add("give");
        }

        @Override
        public void take() {
            given = false;
            calls.add("take");
        }

        @Override
        public void anew() {
            caughtUp = false;
            calls.add("anew");
        }

        @Override
        public boolean isCaughtUp() {
            return caughtUp;
        }
    }

    @Test
    void the_live_generation_answers_once_it_is_hosted_and_another_does_not() {
        assertThat(live.live()).isEmpty();
        live.add(next);
        assertThat(live.live()).isEmpty();
        live.add(first);
        assertThat(live.live()).hasValue(first);
        assertThat(first.given).isTrue();
        assertThat(next.given).isFalse();
        assertThat(live.answering()).isDone();
    }

    @Test
    void nobody_answers_while_the_table_holds() {
        held();
        assertThat(first.given).isFalse();
        assertThat(next.given).isFalse();
        assertThat(live.answering()).isNotDone();
    }

    @Test
    void after_a_switch_the_next_one_catches_up_anew_before_it_has_the_turn() {
        held();
        see(now -> now.switchOver(now.revision(), 0, 9));
        assertThat(next.calls).containsExactly("anew", "give");
        assertThat(first.given).isFalse();
        assertThat(live.live()).hasValue(next);
        assertThat(led).containsExactly(FIRST, NEXT);
    }

    @Test
    void those_who_wait_go_on_once_the_next_one_has_caught_up() {
        held();
        live.look();
        assertThat(live.answering()).isNotDone();
        see(now -> now.switchOver(now.revision(), 0, 9));
        live.look();
        assertThat(live.answering()).isNotDone();
        next.caughtUp = true;
        live.look();
        assertThat(live.answering()).isDone();
    }

    @Test
    void a_cancelled_hold_gives_the_turn_back_and_nothing_is_to_be_caught_up_with() {
        held();
        first.calls.clear();
        first.caughtUp = true;
        see(now -> now.cancelHold(now.revision()));
        assertThat(first.calls).containsExactly("give");
        live.look();
        assertThat(live.answering()).isDone();
        assertThat(led).containsExactly(FIRST);
    }

    @Test
    void a_switch_whose_hold_was_not_seen_is_a_switch_all_the_same() {
        live.add(first);
        live.add(next);
        GenerationTable held = verified(table);
        held = to(held.hold(NEXT, "ann", 0));
        live.see(to(held.switchOver(held.revision(), 0, 9)));
        assertThat(first.given).isFalse();
        assertThat(next.calls).containsExactly("anew", "give");
        assertThat(live.answering()).isNotDone();
    }

    @Test
    void a_switch_to_one_that_is_not_hosted_yet_leaves_nobody_to_answer_until_it_is() {
        live.add(first);
        GenerationTable held = verified(table);
        held = to(held.hold(NEXT, "ann", 0));
        live.see(to(held.switchOver(held.revision(), 0, 9)));
        assertThat(live.live()).isEmpty();
        assertThat(first.given).isFalse();
        live.add(next);
        assertThat(live.live()).hasValue(next);
    }

    @Test
    void one_that_is_removed_has_no_turn_any_more() {
        live.add(first);
        live.remove(FIRST);
        assertThat(first.given).isFalse();
        assertThat(live.live()).isEmpty();
        assertThat(live.hosted()).isEmpty();
    }

    private void held() {
        live.add(first);
        live.add(next);
        next.calls.clear();
        table = verified(table);
        live.see(table);
        see(now -> now.hold(NEXT, "ann", 0));
    }

    private static GenerationTable verified(GenerationTable table) {
        GenerationTable building =
                to(
                        table.start(
                                new Generation.Start(
                                        0, "ann", "why", OptionalInt.empty(), Optional.empty())));
        return to(building.verified(NEXT, new Generation.Verification(0, "ann", 1, "ab")));
    }

    private void see(Function<GenerationTable, Change> transition) {
        table = to(transition.apply(table));
        live.see(table);
    }

    private static GenerationTable to(Change change) {
        return ((Change.To) change).table();
    }
}
