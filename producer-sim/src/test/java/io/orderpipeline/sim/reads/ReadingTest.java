package io.orderpipeline.sim.reads;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.ledger.LedgerWriter;
import io.orderpipeline.sim.ledger.Ledgers;
import io.orderpipeline.sim.reads.ReadLine.AsOfRead;
import io.orderpipeline.sim.reads.ReadLine.HistoryRead;
import io.orderpipeline.sim.reads.ReadLine.ListRead;
import io.orderpipeline.sim.reads.ReadLine.OrderRead;
import io.orderpipeline.sim.reads.ReadLine.Read;
import io.orderpipeline.sim.reads.StubApp.Mood;
import io.orderpipeline.sim.traffic.Dice;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTest {

    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final List<String> ORDERS =
            IntStream.range(0, 7).mapToObj(number -> "o-" + number).toList();

    @TempDir private Path folder;
    private final StubApp one = new StubApp();
    private final StubApp two = new StubApp();

    ReadingTest() throws IOException {}

    @BeforeEach
    void place() {
        for (StubApp app : List.of(one, two)) {
            ORDERS.forEach(id -> app.paid(id, START.plusSeconds(ORDERS.indexOf(id))));
        }
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    void every_kind_of_question_is_asked_and_every_answer_kept() {
        plan("run.jsonl", "topic-id", START, ORDERS);
        plan("lost.jsonl", "topic-id", START, List.of("o-unknown"));

        ReadingResult result = readUntil(() -> one.asked().size() + two.asked().size() > 400);

        ReadsLedger kept = kept(result);
        assertThat(kept.header().topicId()).isEqualTo("topic-id");
        assertThat(kept.header().instances()).hasSize(2);
        assertThat(kept.truncated()).isFalse();
        assertThat(kept.reads()).hasSize((int) result.answers().total());
        assertThat(kept.reads()).allMatch(read -> read.exchange().error() == null);
        assertThat(kept.reads()).extracting(read -> read.exchange().session()).contains(0, 1);
        assertThat(result.answers().byKind())
                .containsOnlyKeys("order", "min-version", "as-of", "history", "list");
        assertThat(result.answers().byStatus()).containsOnlyKeys("200", "404", "504");
        assertThat(result.answers().stale() + result.answers().unreadable()).isZero();
        assertThat(one.asked()).isNotEmpty();
        assertThat(two.asked()).isNotEmpty();
    }

    @Test
    void an_answer_is_kept_with_all_that_matters_of_it() {
        plan("run.jsonl", "topic-id", START, ORDERS);

        List<Read> reads = kept(readUntil(() -> one.asked().size() > 200)).reads();

        OrderRead order = some(reads, OrderRead.class, read -> read.document() != null);
        assertThat(requireNonNull(order.document()).status()).isEqualTo("PAID");
        assertThat(requireNonNull(order.document()).paid())
                .isEqualTo(new ReadLine.Paid("t-" + order.order(), new ReadLine.Money(500, "EUR")));
        assertThat(requireNonNull(order.document()).lastEvent().command()).isEqualTo("c-2");
        AsOfRead asOf = some(reads, AsOfRead.class, read -> read.document() != null);
        assertThat(asOf.settled()).isTrue();
        assertThat(Instant.parse(asOf.asOf())).isBetween(START, Instant.now());
        HistoryRead history = some(reads, HistoryRead.class, read -> read.after() == 0);
        assertThat(history.version()).isEqualTo(2);
        assertThat(requireNonNull(history.events()).get(0).at())
                .isEqualTo(new ReadLine.At("order.event", 1, 17));
    }

    @Test
    void a_session_asks_for_the_version_that_it_has_seen_or_the_next() {
        plan("run.jsonl", "topic-id", START, List.of("o-1"));

        List<Read> reads = kept(readUntil(() -> one.asked().size() > 200)).reads();

        assertThat(all(reads, OrderRead.class))
                .filteredOn(read -> read.minVersion() != null)
                .extracting(OrderRead::minVersion)
                .contains(2L, 3L)
                .allMatch(version -> version <= 3);
        OrderRead refused = some(reads, OrderRead.class, read -> read.exchange().status() == 504);
        assertThat(refused.currentVersion()).isEqualTo(2);
    }

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

    @Test
    void it_waits_for_a_ledger_and_takes_up_what_is_planned_later() {
        plan("old.jsonl", "old-id", START, List.of("o-old"));
        Path file = folder.resolve("run.jsonl");
        try (LedgerWriter ledger = PlannedOrders.open(file, "topic-id", START.plusSeconds(60))) {
            Reading reading = reading(new ReadingOptions.Pace(2, 1_000), one.url());
            var unused = reading.start();
            PlannedOrders.plan(ledger, List.of("o-1"));
            await(() -> asked(one, "o-1"));
            PlannedOrders.plan(ledger, List.of("o-2"));
            await(() -> asked(one, "o-2"));

            ReadsLedger kept = kept(reading.stop());
            assertThat(kept.header().topicId()).isEqualTo("topic-id");
            assertThat(asked(one, "o-old")).isFalse();
        }
    }

    @Test
    void without_a_ledger_nothing_is_asked_and_no_file_is_left() {
        Reading reading = reading(ReadingOptions.Pace.DEFAULT, one.url());
        var unused = reading.start();

        ReadingResult result = reading.stop();

        assertThat(result.answers().total()).isZero();
        assertThat(result.ledger()).isNull();
        assertThat(result.notes()).singleElement().asString().contains(folder.toString());
        assertThat(new Ledgers(folder).reads()).isEmpty();
    }

    @Test
    void it_stops_by_itself_when_its_time_is_up() {
        plan("run.jsonl", "topic-id", START, ORDERS);
        Reading reading =
                new Reading(
                        new ReadingOptions(
                                List.of(one.url()),
                                folder,
                                ReadingOptions.Pace.DEFAULT,
                                Duration.ofMillis(500),
                                7));

        ReadingResult result = reading.run();

        assertThat(result.seconds()).isBetween(0.5, 20.0);
        assertThat(result.answers().total()).isBetween(1L, 20L * 200);
        assertThat(reading.stopped()).isFalse();
    }

    private void plan(String file, String topicId, Instant startedAt, List<String> orders) {
        try (LedgerWriter ledger = PlannedOrders.open(folder.resolve(file), topicId, startedAt)) {
            PlannedOrders.plan(ledger, orders);
        }
    }

    private ReadingResult readUntil(BooleanSupplier enough) {
        return readUntil(enough, new ReadingOptions.Pace(2, 1_000), one.url(), two.url());
    }

    private ReadingResult readUntil(
            BooleanSupplier enough, ReadingOptions.Pace pace, URI... instances) {
        Reading reading = reading(pace, instances);
        var unused = reading.start();
        await(enough);
        return reading.stop();
    }

    private Reading reading(ReadingOptions.Pace pace, URI... instances) {
        return new Reading(
                new ReadingOptions(List.of(instances), folder, pace, Duration.ofMinutes(5), 11));
    }

    private static void await(BooleanSupplier enough) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(enough::getAsBoolean);
    }

    private static ReadsLedger kept(ReadingResult result) {
        return ReadsLedgerReader.read(Path.of(requireNonNull(result.ledger())));
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

    private static boolean asked(StubApp app, String order) {
        return app.asked().stream().anyMatch(uri -> (uri.getPath() + "/").contains(order + "/"));
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

    private static <R extends Read> R some(List<Read> reads, Class<R> kind, Predicate<R> wanted) {
        return all(reads, kind).stream().filter(wanted).findFirst().orElseThrow();
    }

    private static <R extends Read> List<R> all(List<Read> reads, Class<R> kind) {
        return reads.stream()
                .flatMap(read -> kind.isInstance(read) ? Stream.of(kind.cast(read)) : Stream.of())
                .toList();
    }
}
