package io.orderpipeline.pipeline;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.compensation.Reconciler;
import io.orderpipeline.order.compensation.Step;
import io.orderpipeline.order.compensation.Transaction;
import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
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
    private final LedgerWatch watch;
    private final Duration deadline;
    private final DeciderProgress progress;
    private final LedgerIntake intake;
    private final LedgerOutput output;
    private final Reconciler reconciler;
    private LedgerStore ledger;

    ReconcileProcessor(Registry registry, TrackerSettings settings, LedgerWatch watch) {
        this.registry = registry;
        this.watch = watch;
        deadline = settings.policy().deadline();
        progress = new DeciderProgress(settings.patience());
        intake = new LedgerIntake(registry, settings.partitions(), progress);
        output = new LedgerOutput(registry);
        reconciler = new Reconciler(settings.policy());
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        ledger = new LedgerStore(context, registry);
        context.schedule(LOOK_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    @Override
    public void process(Record<String, byte[]> message) {
        Cause cause = Provenance.of(context());
        PoisonRecordException.unlessHandled(cause, () -> intake.read(message, cause))
                .ifPresent(observed -> observe(observed, cause));
    }

    private void observe(Observed observed, Cause cause) {
        Optional<Transaction> before = ledger.find(observed.key());
        Handled handled =
                PoisonRecordException.unlessHandled(
                        cause, () -> handled(before, step(before, observed)));
        handle(handled);
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
        watch.standing(context().taskId().partition(), standing());
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
                        .map(due -> due.minus(deadline)),
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
                watch.moved(before, handled.after());
            }
        }
    }

    @Override
    public void close() {
        watch.gone(context().taskId().partition());
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
