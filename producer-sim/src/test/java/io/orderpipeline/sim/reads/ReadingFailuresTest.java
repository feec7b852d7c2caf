package io.orderpipeline.sim.reads;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.ledger.Ledgers;
import io.orderpipeline.sim.reads.ReadLine.ListRead;
import io.orderpipeline.sim.reads.ReadLine.Read;
import io.orderpipeline.sim.reads.StubApp.Mood;
import io.orderpipeline.sim.traffic.Dice;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Instances that fail are not the reader's failure. */
class ReadingFailuresTest extends ReadingStage {

    ReadingFailuresTest() throws IOException {}

    @Test
    void a_walk_follows_its_cursors_to_the_end_and_repeats_a_page_that_failed() {
        plan("run.jsonl", "topic-id", START, ORDERS);
        one.nextCursor(Mood.UNAVAILABLE);
        Reading reading =
                new Reading(
                        new ReadingOptions(
                                List.of(one.url()),
                                folder,
                                new ReadingOptions.Pace(1, 1_000),
                                Duration.ofMinutes(5),
                                seedThatLists("PAID")));
        var unused = reading.start();
        await(() -> listed(one, "after 6"));
        int listed = one.asked().size();
        await(() -> one.asked().size() > listed); // the last page has been taken up

        List<Read> reads = kept(reading.stop()).reads();

        int walk = some(reads, ListRead.class, read -> read.page() == 3).walk();
        List<ListRead> pages =
                all(reads, ListRead.class).stream().filter(read -> read.walk() == walk).toList();
        assertThat(pages).extracting(ListRead::page).containsExactly(0, 1, 1, 2, 3);
        assertThat(pages)
                .extracting(read -> read.exchange().status())
                .containsExactly(200, 503, 200, 200, 200);
        assertThat(pages.get(4).last()).isTrue();
        assertThat(pages)
                .flatExtracting(read -> read.orders() == null ? List.of() : read.orders())
                .hasSize(ORDERS.size());
    }

    @Test
    void who_is_unavailable_is_not_asked_again_at_once() {
        plan("run.jsonl", "topic-id", START, ORDERS);
        one.mood(Mood.UNAVAILABLE);

        ReadingResult result = readUntil(() -> one.asked().size() > 30);

        assertThat(result.answers().byStatus()).containsKeys("200", "503");
        assertAnotherIsAskedAfter(503, kept(result).reads());
    }

    @Test
    void a_dropped_connection_is_an_answer_too() {
        plan("run.jsonl", "topic-id", START, ORDERS);
        one.mood(Mood.HANGS_UP);

        ReadingResult result = readUntil(() -> one.asked().size() > 30);

        assertThat(result.answers().byStatus()).containsKeys("200", "none");
        assertThat(result.answers().unanswered()).isPositive();
        assertThat(kept(result).reads())
                .filteredOn(read -> read.exchange().status() == 0)
                .allMatch(read -> read.exchange().error() != null);
        assertAnotherIsAskedAfter(0, kept(result).reads());
    }

    @Test
    void a_reader_whose_instances_are_all_gone_goes_on_until_they_are_back() {
        plan("run.jsonl", "topic-id", START, ORDERS);
        one.mood(Mood.HANGS_UP);
        Reading reading = reading(new ReadingOptions.Pace(2, 1_000), one.url());
        var unused = reading.start();
        await(() -> one.asked().size() > 20);
        one.mood(Mood.FINE);
        int before = one.asked().size();
        await(() -> one.asked().size() > before + 20);

        assertThat(reading.stop().answers().byStatus()).containsKeys("200", "none");
    }

    @Test
    void a_document_that_lacks_something_is_kept_as_unreadable() {
        plan("run.jsonl", "topic-id", START, ORDERS);
        one.mood(Mood.BABBLES);

        ReadingResult result =
                readUntil(
                        () -> one.asked().size() > 30,
                        new ReadingOptions.Pace(2, 1_000),
                        one.url());

        assertThat(result.answers().unreadable()).isPositive();
        assertThat(kept(result).reads())
                .filteredOn(read -> read.exchange().ok())
                .allMatch(read -> String.valueOf(read.exchange().error()).contains("it has no "));
    }

    @Test
    void an_answer_that_says_it_is_stale_is_kept_as_such() {
        plan("run.jsonl", "topic-id", START, ORDERS);
        two.mood(Mood.STALE);

        ReadingResult result = readUntil(() -> two.asked().size() > 30);

        assertThat(result.answers().stale()).isPositive();
        assertThat(kept(result).reads())
                .allMatch(
                        read ->
                                read.exchange().stale()
                                        == read.exchange().instance().equals(two.url().toString()));
    }

    /** A seed whose first walk is through the orders in a status. */
    private long seedThatLists(String status) {
        KnownOrders orders = new KnownOrders(new Ledgers(folder));
        orders.look();
        for (long seed = 1; ; seed++) {
            Questions questions = new Questions(new Dice(seed, 0), orders, START);
            Question question = questions.next();
            while (question.kind() != Question.Kind.LIST) {
                question = questions.next();
            }
            if (question.target().contains(status)) {
                return seed;
            }
        }
    }

    private static boolean listed(StubApp app, String cursor) {
        return app.asked().stream()
                .anyMatch(uri -> String.valueOf(uri.getQuery()).contains("cursor=" + cursor));
    }

    private static void assertAnotherIsAskedAfter(int status, List<Read> reads) {
        for (int session = 0; session < 2; session++) {
            int number = session;
            List<Read> own =
                    reads.stream().filter(read -> read.exchange().session() == number).toList();
            for (int next = 1; next < own.size(); next++) {
                if (own.get(next - 1).exchange().status() == status) {
                    assertThat(own.get(next).exchange().instance())
                            .isNotEqualTo(own.get(next - 1).exchange().instance());
                }
            }
        }
    }
}
