package io.orderpipeline.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TurnTest {

    private static final int PARTITION = 3;

    private final Lease lease = new Lease(Duration.ofMinutes(1));
    private final Turn turn = new Turn(lease);
    private final Gates gates = new Gates(turn);

    @Test
    void whose_turn_it_is_not_does_not_answer_though_its_partitions_are_open() {
        opened();
        gates.requireHere(PARTITION);
        assertRefused(Reason.SWITCHING);
    }

    @Test
    void whose_turn_it_is_answers_until_it_ends() {
        opened();
        turn.give();
        gates.require(PARTITION);
        turn.take();
        assertRefused(Reason.SWITCHING);
    }

    @Test
    void who_has_not_seen_the_table_for_too_long_does_not_answer_until_it_has() {
        opened();
        turn.give();
        lease.renewed(System.nanoTime() - Duration.ofMinutes(2).toNanos());
        assertRefused(Reason.CUT_OFF);
        lease.renewed(System.nanoTime());
        gates.require(PARTITION);
    }

    @Test
    void who_becomes_live_catches_up_with_what_was_committed_by_then() {
        opened();
        turn.give();
        gates.anew(700);
        assertRefused(Reason.CATCHING_UP);
        gates.open(
                (partition, nanos) -> {
                    assertThat(nanos).isEqualTo(700);
                    return Optional.of(() -> true);
                });
        gates.require(PARTITION);
    }

    private void opened() {
        gates.began(PARTITION, 100);
        gates.open((partition, nanos) -> Optional.of(() -> true));
    }

    private void assertRefused(Reason reason) {
        assertThatThrownBy(() -> gates.require(PARTITION))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        why -> assertThat(why.reason()).isEqualTo(reason));
    }
}
