package io.orderpipeline.generation;

import static io.orderpipeline.generation.GenerationStatus.ABANDONED;
import static io.orderpipeline.generation.GenerationStatus.BUILDING;
import static io.orderpipeline.generation.GenerationStatus.GRACE;
import static io.orderpipeline.generation.GenerationStatus.LIVE;
import static io.orderpipeline.generation.GenerationStatus.RETIRED;
import static io.orderpipeline.generation.GenerationStatus.VERIFIED;
import static io.orderpipeline.topic.Applications.FIRST_VIEWS_GENERATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GenerationTableTest {

    private static final int FIRST = FIRST_VIEWS_GENERATION;
    private static final int NEXT = FIRST + 1;
    private static final Generation.Start START =
            new Generation.Start(
                    1_000, "ann", "a new projection", OptionalInt.of(500), Optional.of("b1"));
    private static final Generation.Verification AGREED =
            new Generation.Verification(2_000, "ann", 7, "ab12");

    private GenerationTable table = GenerationTable.INITIAL;

    @Test
    void in_the_beginning_the_first_generation_is_live() {
        assertThat(table.live()).isEqualTo(FIRST);
        assertThat(status(FIRST)).isEqualTo(LIVE);
        assertThat(table.revision()).isZero();
    }

    @Test
    void a_generation_is_built_verified_held_for_and_switched_to() {
        apply(table.start(START));
        assertThat(status(NEXT)).isEqualTo(BUILDING);
        apply(table.verified(NEXT, AGREED));
        assertThat(status(NEXT)).isEqualTo(VERIFIED);
        apply(table.hold(NEXT, "ann", 3_000));
        assertThat(table.live()).isEqualTo(FIRST);
        assertThat(table.holding()).hasValue(new Hold(NEXT, 3, "ann", 3_000));
        apply(table.switchOver(3, 4_000, 9_000));

        assertThat(table.live()).isEqualTo(NEXT);
        assertThat(table.holding()).isEmpty();
        assertThat(status(NEXT)).isEqualTo(LIVE);
        assertThat(status(FIRST)).isEqualTo(GRACE);
        assertThat(table.find(FIRST).orElseThrow().retireAtMs()).hasValue(9_000);
        assertThat(table.find(NEXT).orElseThrow().promotedAtMs()).hasValue(4_000);
        assertThat(table.revision()).isEqualTo(4);
    }

    @Test
    void only_one_generation_is_built_at_a_time() {
        apply(table.start(START));
        assertRefused(table.start(START), "generation 3 is there already");
        apply(table.abandon(NEXT));
        apply(table.start(START));
        assertThat(status(NEXT + 1)).isEqualTo(BUILDING);
    }

    @Test
    void what_is_not_verified_cannot_be_promoted() {
        apply(table.start(START));
        assertRefused(
                table.hold(NEXT, "ann", 0), "is BUILDING and cannot be promoted; that takes one");
        assertRefused(table.hold(FIRST, "ann", 0), "is LIVE and cannot be promoted");
        assertRefused(table.hold(77, "ann", 0), "there is no generation 77; there are [2, 3]");
    }

    @Test
    void a_cancelled_hold_lets_no_slow_switch_through() {
        held();
        long hold = table.revision();
        apply(table.cancelHold(hold));
        assertThat(table.live()).isEqualTo(FIRST);
        assertRefused(table.switchOver(hold, 0, 0), "the hold of revision 3 has ended");
        assertRefused(table.cancelHold(hold), "the hold of revision 3 has ended");

        apply(table.hold(NEXT, "bob", 0));
        assertRefused(table.switchOver(hold, 0, 0), "the hold of revision 3 has ended");
        assertRefused(table.cancelHold(hold), "the hold of revision 3 has ended");
        assertThat(table.holding()).isPresent();
    }

    @Test
    void one_hold_at_a_time() {
        held();
        assertRefused(table.hold(NEXT, "bob", 0), "held already for generation 3");
    }

    @Test
    void a_rollback_is_a_promotion_of_the_one_before() {
        promoted();
        apply(table.rollback("ann", 5_000));
        assertThat(table.holding().map(Hold::to)).hasValue(FIRST);
        apply(table.switchOver(table.revision(), 6_000, 9_000));
        assertThat(table.live()).isEqualTo(FIRST);
        assertThat(status(FIRST)).isEqualTo(LIVE);
        assertThat(table.find(FIRST).orElseThrow().retireAtMs()).isEmpty();
        assertThat(status(NEXT)).isEqualTo(GRACE);
    }

    @Test
    void without_a_generation_in_grace_there_is_nothing_to_go_back_to() {
        assertRefused(table.rollback("ann", 0), "none is in its time of grace");
    }

    @Test
    void of_several_in_grace_the_one_that_was_live_last_is_gone_back_to() {
        promoted();
        apply(table.start(START));
        apply(table.verified(NEXT + 1, AGREED));
        apply(table.hold(NEXT + 1, "ann", 0));
        apply(table.switchOver(table.revision(), 7_000, 9_000));
        assertThat(table.rollbackTarget().map(Generation::number)).hasValue(NEXT);
    }

    @Test
    void a_generation_that_is_found_to_differ_after_all_cannot_be_promoted() {
        apply(table.start(START));
        apply(table.verified(NEXT, AGREED));
        apply(table.doubted(NEXT));
        assertThat(status(NEXT)).isEqualTo(BUILDING);
        assertThat(table.find(NEXT).orElseThrow().verified()).isEmpty();
        assertRefused(
                table.hold(NEXT, "ann", 0), "generation 3 is BUILDING and cannot be promoted");
        assertRefused(table.doubted(FIRST), "generation 2 is LIVE and cannot be doubted");
    }

    @Test
    void the_live_generation_cannot_be_removed() {
        assertRefused(table.retire(FIRST), "generation 2 is LIVE and cannot be retired");
        assertRefused(table.abandon(FIRST), "generation 2 is LIVE and cannot be abandoned");
    }

    @Test
    void what_is_just_being_promoted_cannot_be_removed() {
        held();
        assertRefused(table.abandon(NEXT), "generation 3 is just being promoted");
    }

    @Test
    void a_generation_in_grace_is_retired_and_one_that_was_never_live_abandoned() {
        promoted();
        assertRefused(table.abandon(FIRST), "generation 2 is GRACE and cannot be abandoned");
        apply(table.retire(FIRST));
        assertThat(status(FIRST)).isEqualTo(RETIRED);
        apply(table.start(START));
        assertRefused(table.retire(NEXT + 1), "generation 4 is BUILDING and cannot be retired");
        apply(table.abandon(NEXT + 1));
        assertThat(status(NEXT + 1)).isEqualTo(ABANDONED);
        assertThat(table.hosted()).extracting(Generation::number).containsExactly(NEXT);
    }

    @Test
    void of_those_that_are_gone_the_last_hundred_are_remembered_and_no_number_comes_twice() {
        for (int time = 0; time < 150; time++) {
            apply(table.start(START));
            apply(table.abandon(FIRST + 1 + time));
        }
        assertThat(table.generations()).hasSizeBetween(100, 102);
        assertThat(table.generations()).extracting(Generation::number).doesNotHaveDuplicates();
        assertThat(table.find(FIRST)).isPresent();
        assertThat(table.find(FIRST + 150)).isPresent();
    }

    @Test
    void a_table_survives_its_way_through_avro() {
        promoted();
        apply(table.start(START));
        apply(table.rollback("ann", 5_000));
        assertThat(TableWire.read(TableWire.write(table))).isEqualTo(table);
    }

    @Test
    void a_rate_of_nothing_is_refused() {
        assertThatThrownBy(
                        () ->
                                new Generation.Start(
                                        0, "ann", "why", OptionalInt.of(0), Optional.empty()))
                .hasMessage("rate is 0 records a second; allowed: 1 and more, or none");
    }

    private void held() {
        apply(table.start(START));
        apply(table.verified(NEXT, AGREED));
        apply(table.hold(NEXT, "ann", 3_000));
    }

    private void promoted() {
        held();
        apply(table.switchOver(table.revision(), 4_000, 9_000));
    }

    private GenerationStatus status(int number) {
        return table.find(number).orElseThrow().status();
    }

    private void apply(Change change) {
        long before = table.revision();
        assertThat(change).isInstanceOf(Change.To.class);
        table = ((Change.To) change).table();
        assertThat(table.revision()).isEqualTo(before + 1);
    }

    private static void assertRefused(Change change, String reason) {
        assertThat(change)
                .isInstanceOfSatisfying(
                        Change.Refused.class,
                        refused -> assertThat(refused.reason()).contains(reason));
    }
}
