package io.orderpipeline.pipeline;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.compensation.Reconciler;
import io.orderpipeline.order.compensation.Step;
import io.orderpipeline.order.compensation.Transaction;
import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import io.orderpipeline.pipeline.deadletter.Quarantine;
import io.orderpipeline.registry.Registry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Decodes a record, loads its transaction's row, asks the core, forwards what it asks for, stores
 * the row; and a few times a second, in bounded batches, does the same for the transactions that
 * are due.
 */
final class ReconcileProcessor extends ContextualProcessor<String, byte[], String, byte[]> {

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(250);

    /** How many transactions a punctuation handles at a time; keeps its pause short. */
    private static final int BATCH = 500;

    private final Registry registry;
    private final TrackerSettings settings;
    private final Quarantine quarantine;
    private final LedgerIntake intake;
    private final LedgerOutput output;
    private final Reconciler reconciler;
    private DeciderProgress progress;
    private LedgerStore ledger;

    ReconcileProcessor(Registry registry, TrackerSettings settings, Quarantine quarantine) {
        this.registry = registry;
        this.settings = settings;
        this.quarantine = quarantine;
        intake = new LedgerIntake(registry, settings.partitions());
        output = new LedgerOutput(registry);
        reconciler = new Reconciler(settings.policy());
    }

    /** Called again when the task is revived, with its position and stores set back. */
    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        progress = new DeciderProgress(settings.patience());
        ledger = new LedgerStore(context, registry);
        context.schedule(LOOK_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    @Override
    public void process(Record<String, byte[]> message) {
        Cause cause = Provenance.of(context());
        LedgerIntake.Reading reading =
                PoisonRecordException.unlessHandled(cause, () -> intake.read(message, cause));
        reading.observed().ifPresent(observed -> observe(observed, cause));
        reading.decidedUntil().ifPresent(progress::heard);
    }

    private void observe(Observed observed, Cause cause) {
        Optional<Transaction> before = ledger.find(observed.key());
        Handled handled =
                PoisonRecordException.unlessHandled(
                        cause, () -> writable(handled(before, step(before, observed))));
        handle(handled);
    }

    private Handled writable(Handled handled) {
        quarantine.require(handled.value());
        handled.outputs().forEach(each -> quarantine.require(each.value()));
        return handled;
    }

    private Step step(Optional<Transaction> before, Observed observed) {
        return before.map(row -> reconciler.observe(row, observed.observation()))
                .orElseGet(
                        () ->
                                reconciler.first(
                                        observed.key().orderId(),
                                        observed.key().transactionId(),
                                        observed.observation()));
    }

    private void look(long nowMs) {
        Instant now = Instant.ofEpochMilli(nowMs);
        chase(LedgerIndex.Kind.FIRST_DEADLINE, progress.horizon(nowMs), now);
        chase(LedgerIndex.Kind.NEXT_REQUEST, now, now);
        settings.watch().standing(context().taskId().partition(), standing());
    }

    private void chase(LedgerIndex.Kind kind, Instant horizon, Instant now) {
        for (LedgerKey key : ledger.index().due(kind, horizon, BATCH)) {
            Transaction row = ledger.find(key).orElseThrow();
            handle(handled(Optional.of(row), reconciler.due(row, now)));
        }
    }

    private LedgerWatch.Standing standing() {
        return new LedgerWatch.Standing(
                ledger.totals().counts(),
                ledger.index()
                        .earliest(LedgerIndex.Kind.FIRST_DEADLINE)
                        .map(due -> due.minus(settings.policy().deadline())),
                ledger.index().earliest(LedgerIndex.Kind.UNTRACKED_SINCE));
    }

    private Handled handled(Optional<Transaction> before, Step step) {
        return new Handled(
                before,
                step.transaction(),
                ledger.serialize(step.transaction()),
                output.serialize(step.outputs()));
    }

    private void handle(Handled handled) {
        handled.outputs().forEach(each -> context().forward(each.record(), each.sink()));
        if (handled.isFirst()) {
            ledger.add(handled.after(), handled.value());
        } else if (handled.changes()) {
            Transaction before = handled.before().orElseThrow();
            ledger.replace(before, handled.after(), handled.value());
            if (before.state() != handled.after().state()) {
                settings.watch().moved(before, handled.after());
            }
        }
    }

    @Override
    public void close() {
        settings.watch().gone(context().taskId().partition());
    }

    /** All that a record or a deadline leads to, ready to be written. */
    private record Handled(
            Optional<Transaction> before,
            Transaction after,
            byte[] value,
            List<LedgerOutput.Serialized> outputs) {

        /** An operator's word on a transaction that nothing is known of begins no row. */
        boolean isFirst() {
            return before.isEmpty() && after.isKnown();
        }

        boolean changes() {
            return before.isPresent() && !before.get().equals(after);
        }
    }
}
