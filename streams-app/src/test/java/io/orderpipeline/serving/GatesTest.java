package io.orderpipeline.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class GatesTest {

    private static Turn always() {
        Turn turn = new Turn(new Lease(Duration.ofDays(1)));
        turn.give();
        return turn;
    }

    private final Gates gates = new Gates(always());

    @Test
    void a_partition_that_never_came_is_elsewhere() {
        assertRefused(Reason.ELSEWHERE);
    }

    @Test
    void a_partition_that_came_is_shut_until_it_has_caught_up() {
        AtomicBoolean reached = new AtomicBoolean();
        gates.began(3, 100);

        gates.open((partition, nanos) -> Optional.of(reached::get));
        assertRefused(Reason.CATCHING_UP);
        assertThat(gates.shut()).containsExactly(3);

        reached.set(true);
        gates.open((partition, nanos) -> Optional.of(reached::get));
        gates.require(3);
        assertThat(gates.shut()).isEmpty();
        assertThat(gates.open()).containsExactly(3);
    }

    @Test
    void what_it_must_reach_is_what_was_committed_when_it_came_and_does_not_run_away() {
        AtomicInteger asked = new AtomicInteger();
        gates.began(3, 100);

        for (int look = 0; look < 3; look++) {
            gates.open(
                    (partition, nanos) -> {
                        assertThat(nanos).isEqualTo(100);
                        asked.incrementAndGet();
                        return Optional.of(() -> false);
                    });
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void as_long_as_nobody_knows_what_it_must_reach_it_stays_shut() {
        gates.began(3, 100);

        gates.open((partition, nanos) -> Optional.empty());

        assertRefused(Reason.CATCHING_UP);
    }

    @Test
    void a_partition_that_went_is_elsewhere_and_must_catch_up_anew_when_it_comes_back() {
        gates.began(3, 100);
        gates.open((partition, nanos) -> Optional.of(() -> true));

        gates.gone(3);
        assertRefused(Reason.ELSEWHERE);

        gates.began(3, 200);
        assertRefused(Reason.CATCHING_UP);
    }

    private void assertRefused(Reason reason) {
        assertThatThrownBy(() -> gates.require(3))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        why -> assertThat(why.reason()).isEqualTo(reason));
    }
}
