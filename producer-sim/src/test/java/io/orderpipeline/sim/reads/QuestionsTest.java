package io.orderpipeline.sim.reads;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.ledger.LedgerWriter;
import io.orderpipeline.sim.ledger.Ledgers;
import io.orderpipeline.sim.traffic.Dice;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionsTest {

    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir private Path folder;
    private KnownOrders orders = new KnownOrders(new Ledgers(Path.of("nowhere")));

    @BeforeEach
    void plan() {
        try (LedgerWriter ledger =
                PlannedOrders.open(folder.resolve("run.jsonl"), "topic-id", START)) {
            PlannedOrders.plan(
                    ledger, IntStream.range(0, 1_000).mapToObj(number -> "o-" + number).toList());
        }
        orders = new KnownOrders(new Ledgers(folder));
        orders.look();
    }

    @Test
    void the_same_seed_asks_the_same() {
        assertThat(asked(7, 0)).isEqualTo(asked(7, 0)).isNotEqualTo(asked(8, 0));
    }

    @Test
    void sessions_ask_differently() {
        assertThat(asked(7, 0)).isNotEqualTo(asked(7, 1));
    }

    @Test
    void half_of_the_questions_are_about_orders_planned_last() {
        List<String> asked = asked(7, 0);

        assertThat(asked.stream().filter(target -> target.matches("/orders/o-[89]\\d\\d.*")))
                .hasSizeBetween(asked.size() * 4 / 10, asked.size() * 7 / 10);
    }

    @Test
    void instants_lie_between_the_start_and_now() {
        Questions questions = new Questions(new Dice(7, 0), orders, START);
        for (int number = 0; number < 500; number++) {
            if (questions.next() instanceof Question.AsOf question) {
                assertThat(question.asOf()).isBetween(START, Instant.now());
            }
        }
    }

    /** Without the instants, which follow the clock. */
    private List<String> asked(long seed, int session) {
        Questions questions = new Questions(new Dice(seed, session), orders, START);
        List<String> asked = new ArrayList<>();
        for (int number = 0; number < 500; number++) {
            asked.add(questions.next().target().replaceFirst("asOf=.*", "asOf"));
        }
        return asked;
    }
}
