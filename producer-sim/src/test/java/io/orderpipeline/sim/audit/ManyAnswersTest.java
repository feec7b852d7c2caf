package io.orderpipeline.sim.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.ledger.LineFile;
import io.orderpipeline.sim.reads.ReadLine;
import io.orderpipeline.sim.reads.ReadLine.AsOfRead;
import io.orderpipeline.sim.reads.ReadLine.Exchange;
import io.orderpipeline.sim.reads.ReadLine.HistoryRead;
import io.orderpipeline.sim.reads.ReadLine.ListRead;
import io.orderpipeline.sim.reads.ReadLine.OrderRead;
import io.orderpipeline.sim.reads.ReadLine.Read;
import io.orderpipeline.sim.reads.ReadsLedgerReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader that ran for long must not keep an audit waiting. */
class ManyAnswersTest {

    private static final int MANY = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path folder;

    @Test
    void a_hundred_thousand_answers_are_read_and_judged_in_seconds() {
        ReferenceRun run = ReferenceRun.read();
        Path file = folder.resolve("reads-many.jsonl");
        write(file, run.reads);
        Instant start = Instant.now();

        run.reads.clear();
        run.reads.addAll(ReadsLedgerReader.read(file).reads());
        AuditReport report = Judge.judge(run.evidence(), List.of());

        assertThat(Duration.between(start, Instant.now())).isLessThan(PATIENCE);
        assertThat(report.ok()).isTrue();
        assertThat(report.counts().get("reads")).isGreaterThanOrEqualTo(MANY);
    }

    /** The same answers again and again, each time to other sessions. */
    private static void write(Path file, List<Read> reads) {
        ReadLine.Header header =
                new ReadLine.Header(1, 7, "topic-id", "2026-01-01T00:00:00Z", List.of(), 2);
        try (LineFile<ReadLine> ledger = LineFile.create(file, ReadLine.class, header)) {
            for (int round = 0; round * reads.size() < MANY; round++) {
                for (Read read : reads) {
                    ledger.write(again(read, 2 * round));
                }
            }
        }
    }

    private static Read again(Read read, int sessions) {
        Exchange was = read.exchange();
        Exchange now =
                new Exchange(
                        was.session() + sessions,
                        was.asked(),
                        was.answered(),
                        was.instance(),
                        was.status(),
                        was.stalenessMs(),
                        was.error());
        if (read instanceof OrderRead order) {
            return new OrderRead(
                    now,
                    order.order(),
                    order.minVersion(),
                    order.currentVersion(),
                    order.document());
        }
        if (read instanceof AsOfRead asOf) {
            return new AsOfRead(now, asOf.order(), asOf.asOf(), asOf.settled(), asOf.document());
        }
        if (read instanceof HistoryRead history) {
            return new HistoryRead(
                    now,
                    history.order(),
                    history.after(),
                    history.version(),
                    history.events(),
                    history.next());
        }
        ListRead list = (ListRead) read;
        return new ListRead(
                now,
                list.status(),
                list.walk(),
                list.page(),
                list.orders(),
                list.next(),
                list.missing());
    }
}
