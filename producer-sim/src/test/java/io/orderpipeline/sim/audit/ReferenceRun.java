package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.digest.DigestStage;
import io.orderpipeline.sim.ledger.Fate;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.reads.ReadLine;
import io.orderpipeline.sim.reads.ReadsLedger;
import io.orderpipeline.sim.traffic.Content;
import io.orderpipeline.sim.traffic.Mischief;
import io.orderpipeline.sim.traffic.Plan;
import io.orderpipeline.sim.traffic.PlannedRecord;
import io.orderpipeline.sim.traffic.Poison;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a pipeline that does what the traffic's plans foresee leaves behind: clean evidence, for
 * mutants to spoil.
 */
final class ReferenceRun {

    static final Instant START = Instant.parse("2026-02-01T00:00:00Z");
    static final Duration CLOSED_RETENTION = Duration.ofDays(7);

    /** With a patience in which closed orders are forgotten while payments wait. */
    static final PaymentDeadline DEADLINE =
            new PaymentDeadline(Duration.ofMillis(ReferencePipeline.DEADLINE_MS), CLOSED_RETENTION);

    private static final DeciderMemory MEMORY = new DeciderMemory(CLOSED_RETENTION, 64);

    final List<CommandRecord> commands = new ArrayList<>();
    final List<OutcomeRecord.Event> events = new ArrayList<>();
    final List<OutcomeRecord.Rejection> rejections = new ArrayList<>();
    final List<OutcomeRecord.DeadLetter> deadLetters = new ArrayList<>();
    final List<LetterAnswers.Action> actions = new ArrayList<>();
    final List<LetterAnswers.Redriven> redriven = new ArrayList<>();
    final List<JournalRecord> journal = new ArrayList<>();
    final List<CompensationRecord> compensations = new ArrayList<>();
    final List<RequestRecord> requests = new ArrayList<>();
    final List<String> unreadable = new ArrayList<>();
    final Map<String, StateRecord> states = new HashMap<>();
    final Map<String, RowRecord> rows = new HashMap<>();
    final List<Line.Planned> plans = new ArrayList<>();
    final List<Line.Sent> sent = new ArrayList<>();
    final List<Line.Captured> captures = new ArrayList<>();
    final List<Line.Refunded> refunds = new ArrayList<>();
    final List<ReadLine.Read> reads = new ArrayList<>();
    final List<Books.Lag> lags = new ArrayList<>();
    final List<Books.Transaction> transactions = new ArrayList<>();
    final List<Books.End> ends = new ArrayList<>();
    final DigestStage views = DigestStage.clean();
    Log.Kept kept = Log.Kept.ALL;
    Instant now = START.plusSeconds(30);
    DeciderMemory memory = MEMORY;
    boolean ledgered = true;
    boolean tracked = true;
    boolean asked = true;
    boolean lettersKept = true;

    /** Some forty orders with every kind of mischief, and one for each thing about payments. */
    static ReferenceRun clean() {
        ReferenceRun run = new ReferenceRun();
        ReferencePipeline pipeline = new ReferencePipeline(run);
        Mischief mischief = new Mischief(0.5, 2, 0.2, 0.2, 0.1, 0.1, 0.3, 8);
        for (Traffic.Sending sending : new Traffic(new TrafficOptions(7, 40, mischief))) {
            run.send(sending, pipeline);
        }
        new ReferenceStories(run, pipeline).tell();
        pipeline.end();
        return run;
    }

    /** The same, and a reader was told all that there is to tell. */
    static ReferenceRun read() {
        ReferenceRun run = clean();
        new ReferenceReads(run).tell();
        return run;
    }

    /** The night of the incident, and all that came of it. */
    static ReferenceRun of(Traffic incident) {
        ReferenceRun run = new ReferenceRun();
        ReferencePipeline pipeline = new ReferencePipeline(run);
        incident.forEach(sending -> run.send(sending, pipeline));
        pipeline.pass(ReferencePipeline.DEADLINE_MS);
        pipeline.compensateUntracked();
        incident.afterwards().forEach(sending -> run.send(sending, pipeline));
        pipeline.end();
        return run;
    }

    Evidence evidence() {
        PaymentLog payments = new PaymentLog(journal, compensations, requests);
        LetterAnswers answers = new LetterAnswers(actions, redriven, lettersKept);
        Log log =
                new Log(
                        commands,
                        events,
                        rejections,
                        deadLetters,
                        answers,
                        payments,
                        unreadable,
                        kept);
        return new Evidence(
                log,
                new Stores(
                        states,
                        tracked ? Optional.of(rows) : Optional.empty(),
                        asked ? Optional.of(views.verdict()) : Optional.empty()),
                new Testimony(
                        ledgered ? List.of(ledger()) : List.of(),
                        reads.isEmpty() ? List.of() : List.of(readsLedger())),
                new Books(lags, transactions, ends),
                new Evidence.Horizon(now, memory, DEADLINE));
    }

    private Ledger ledger() {
        Line.Header header =
                new Line.Header(1, 7, "order.command", "topic-id", START.toString(), Map.of());
        return new Ledger(
                Path.of("run.jsonl"),
                header,
                plans,
                sent,
                captures,
                refunds,
                Optional.empty(),
                false);
    }

    private ReadsLedger readsLedger() {
        ReadLine.Header header =
                new ReadLine.Header(1, 7, "topic-id", START.toString(), List.of("http://one"), 2);
        return new ReadsLedger(Path.of("reads-run.jsonl"), header, reads, false);
    }

    private void send(Traffic.Sending sending, ReferencePipeline pipeline) {
        PlannedRecord planned = sending.record();
        Plan plan = sending.plan();
        if (sending.index() == 0) {
            plan.end()
                    .ifPresent(
                            end ->
                                    plans.add(
                                            new Line.Planned(
                                                    plan.orderId(),
                                                    plan.commands(),
                                                    end.status().name(),
                                                    end.version())));
        }
        if (planned.content() instanceof Content.Capture capture) {
            JournalRecord record = pipeline.capture(capture.transaction());
            captures.add(captured(record, capture.confirmation(), capture.end()));
            return;
        }
        long bytes = Digest.of(planned.id() + planned.kind());
        CommandRecord record =
                planned.content() instanceof Poison
                        ? pipeline.poison(plan.orderId(), bytes)
                        : pipeline.command(planned.command(), bytes, planned.expected());
        sent.add(
                line(
                        record,
                        planned.id(),
                        plan.orderId(),
                        planned.kind().id(),
                        planned.expected().text()));
    }

    static Line.Captured captured(
            JournalRecord record,
            Content.Capture.Confirmation confirmation,
            Content.Capture.End end) {
        JournalRecord.Entry entry = record.entry().orElseThrow();
        Claim claim = entry.claim();
        return new Line.Captured(
                claim.transactionId(),
                claim.orderId(),
                claim.amount().minor(),
                claim.amount().currency(),
                entry.region(),
                confirmation.name().toLowerCase(Locale.ROOT),
                end.name(),
                Fate.ACKNOWLEDGED,
                record.at().partition(),
                record.at().at().offset(),
                null,
                1,
                START.toString(),
                START.toString());
    }

    static Line.Sent line(
            CommandRecord record, String commandId, String orderId, String kind, String expected) {
        return new Line.Sent(
                commandId,
                orderId,
                record.body().map(CommandRecord.Body::type).orElse("poison"),
                kind,
                expected,
                Fate.ACKNOWLEDGED,
                record.at().partition(),
                record.at().at().offset(),
                null,
                1,
                START.toString(),
                START.toString());
    }
}
