package io.orderpipeline.sim.reads;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.ledger.LedgerWriter;
import io.orderpipeline.sim.ledger.Ledgers;
import io.orderpipeline.sim.reads.ReadLine.AsOfRead;
import io.orderpipeline.sim.reads.ReadLine.HistoryRead;
import io.orderpipeline.sim.reads.ReadLine.OrderRead;
import io.orderpipeline.sim.reads.ReadLine.Read;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingTest extends ReadingStage {

    ReadingTest() throws IOException {}

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

    private static boolean asked(StubApp app, String order) {
        return app.asked().stream().anyMatch(uri -> (uri.getPath() + "/").contains(order + "/"));
    }
}
