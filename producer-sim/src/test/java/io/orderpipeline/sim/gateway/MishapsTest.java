package io.orderpipeline.sim.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orderpipeline.sim.gateway.Mishaps.Step;
import io.orderpipeline.sim.gateway.Mishaps.SuddenDeath;
import io.orderpipeline.sim.traffic.RefusedOptionException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MishapsTest {

    private static final List<String> TRANSACTIONS =
            IntStream.range(0, 20_000).mapToObj(n -> "t-2a-" + n).toList();

    @Test
    void a_request_is_lost_once_and_heard_when_it_comes_again() {
        Mishaps mishaps = new Mishaps(new GatewayFaults(1, 1, 0, 1, 0, Duration.ZERO));

        assertThat(mishaps.lose("t-1")).isTrue();
        assertThat(mishaps.lose("t-1")).isFalse();
    }

    @Test
    void about_as_many_are_hit_as_was_asked_for_and_not_the_same_ones_by_both() {
        GatewayFaults faults = GatewayFaults.incident(42, 2_000);

        assertThat(hit(faults::loses)).hasSizeBetween(320, 480);
        assertThat(hit(faults::repeats)).hasSizeBetween(320, 480);
        assertThat(hit(each -> faults.loses(each) && faults.repeats(each)).size())
                .isCloseTo(8, within(8));
    }

    @Test
    void seed_and_transaction_alone_decide_who_is_hit() {
        GatewayFaults faults = GatewayFaults.incident(42, 10);

        assertThat(hit(GatewayFaults.incident(42, 10_000)::loses)).isEqualTo(hit(faults::loses));
        assertThat(hit(GatewayFaults.incident(43, 10)::loses)).isNotEqualTo(hit(faults::loses));
    }

    @Test
    void a_refund_is_journaled_twice_only_if_the_faults_say_so() {
        assertThat(new Mishaps(GatewayFaults.NONE).journalEntries("t-1")).isEqualTo(1);
        assertThat(
                        new Mishaps(new GatewayFaults(1, 0, 1, 1, 0, Duration.ZERO))
                                .journalEntries("t-1"))
                .isEqualTo(2);
    }

    @Test
    void the_desk_dies_in_turn_before_the_journal_hears_and_before_the_request_is_ticked_off() {
        Mishaps mishaps = new Mishaps(new GatewayFaults(1, 0, 0, 10, 3, Duration.ZERO));

        mishaps.executed(9);
        pass(mishaps, Step.EXECUTED, Step.JOURNALED);
        mishaps.executed(1);
        assertThatThrownBy(() -> mishaps.passed(Step.EXECUTED)).isInstanceOf(SuddenDeath.class);
        pass(mishaps, Step.EXECUTED, Step.JOURNALED);
        mishaps.executed(10);
        pass(mishaps, Step.EXECUTED);
        assertThatThrownBy(() -> mishaps.passed(Step.JOURNALED)).isInstanceOf(SuddenDeath.class);
        mishaps.executed(100);
        assertThatThrownBy(() -> mishaps.passed(Step.EXECUTED)).isInstanceOf(SuddenDeath.class);
        pass(mishaps, Step.EXECUTED, Step.JOURNALED);
    }

    @Test
    void without_faults_nothing_happens() {
        Mishaps mishaps = new Mishaps(GatewayFaults.NONE);
        mishaps.executed(1_000_000);

        pass(mishaps, Step.EXECUTED, Step.JOURNALED);
        assertThat(TRANSACTIONS).noneMatch(mishaps::lose);
    }

    @Test
    void nobody_waits_for_a_gateway_that_is_down_for_hours() {
        assertThatThrownBy(() -> GatewayFaults.closedFor(Duration.ofSeconds(3_601)))
                .isInstanceOf(RefusedOptionException.class)
                .hasMessageContaining("--down: found '3601'");
    }

    private static void pass(Mishaps mishaps, Step... steps) {
        List.of(steps).forEach(mishaps::passed);
    }

    private static List<String> hit(Predicate<String> by) {
        return TRANSACTIONS.stream().filter(by).toList();
    }
}
