package io.orderpipeline.sim.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.ledger.LedgerWriter;
import io.orderpipeline.sim.reads.PlannedOrders;
import io.orderpipeline.sim.reads.ReadLine.Step;
import io.orderpipeline.sim.reads.Reading;
import io.orderpipeline.sim.reads.ReadingOptions;
import io.orderpipeline.sim.reads.ReadsLedger;
import io.orderpipeline.sim.reads.ReadsLedgerReader;
import io.orderpipeline.sim.reads.StubApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the answers of an app to the verdict: what readers keep is what the audit judges. */
class ReadingAuditTest {

    @TempDir private Path folder;
    private final ReferenceRun run = ReferenceRun.clean();

    @Test
    void answers_that_agree_with_the_log_pass() throws Exception {
        AuditRow row = judged(run.events.size());

        assertThat(row.ok()).as(row.detail()).isTrue();
        assertThat(row.checked()).isGreaterThan(500);
        assertThat(row.detail()).contains("walks through lists: ", " settled, ");
    }

    @Test
    void answers_that_show_what_the_log_lost_do_not() throws Exception {
        AuditRow row = judged(run.events.size() / 2);

        assertThat(row.ok()).isFalse();
    }

    /** The app has seen all events; the log has only the first of them. */
    private AuditRow judged(int logged) throws Exception {
        try (StubApp app = new StubApp()) {
            Chronicles chronicles = new Chronicles(run.evidence().log());
            List<String> orders = new ArrayList<>();
            chronicles.forEach(
                    (order, chronicle) -> {
                        orders.add(order);
                        app.order(order, chronicle.documents(), steps(chronicle));
                    });
            ReadsLedger reads = read(app, orders);
            run.events.subList(logged, run.events.size()).clear();
            Evidence evidence = run.evidence();
            Violations violations = new Violations();
            AnswersCommitted invariant = new AnswersCommitted();
            Evidence told =
                    new Evidence(
                            evidence.log(),
                            evidence.stores(),
                            new Testimony(evidence.ledgers(), List.of(reads)),
                            evidence.books(),
                            evidence.horizon());
            invariant.check(told, new Index(told.log()), violations);
            return violations.row(invariant);
        }
    }

    private ReadsLedger read(StubApp app, List<String> orders) {
        try (LedgerWriter ledger =
                PlannedOrders.open(folder.resolve("run.jsonl"), "topic-id", ReferenceRun.START)) {
            PlannedOrders.plan(ledger, orders);
        }
        Reading reading =
                new Reading(
                        new ReadingOptions(
                                List.of(app.url()),
                                folder,
                                new ReadingOptions.Pace(4, 2_000),
                                Duration.ofMinutes(5),
                                3));
        var unused = reading.start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> app.asked().size() > 800);
        return ReadsLedgerReader.read(Path.of(Objects.requireNonNull(reading.stop().ledger())));
    }

    private static List<Step> steps(Chronicle chronicle) {
        return IntStream.rangeClosed(1, chronicle.versions()).mapToObj(chronicle::step).toList();
    }
}
