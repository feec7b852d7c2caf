package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.Cause;
import io.orderpipeline.pipeline.Provenance;
import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Applies the records of one topic to the views, and notes how far it has come. Each store has a
 * changelog of its own, so a crash can leave any of them behind the others; what was applied since
 * the last commit is then delivered again. So a projection puts whatever a record leads to every
 * time that it comes, whether a store seems to have it or not: what the store here has, its
 * changelog may lack.
 */
abstract class Projection extends ContextualProcessor<String, byte[], Void, Void> {

    private KeyValueStore<String, byte[]> progress;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        progress = context.getStateStore(ViewTopology.VIEW_PROGRESS);
    }

    @Override
    public final void process(Record<String, byte[]> message) {
        Cause cause = Provenance.of(context());
        try {
            passed(cause, apply(cause, message));
        } catch (PoisonRecordException poison) {
            passed(cause, ViewProgress.NO_TIME);
            throw poison;
        }
    }

    /**
     * Applies a record.
     *
     * @return its time, in milliseconds since the epoch
     * @throws PoisonRecordException before any effect
     */
    abstract long apply(Cause cause, Record<String, byte[]> message);

    final int partition() {
        return context().taskId().partition();
    }

    /**
     * A record that stands before the last one is delivered again, and so are those between: until
     * they come, the views may lack them, and the time starts anew. Only between such a crash and
     * the first record after it, the stored progress may say more than the stores hold.
     */
    private void passed(Cause cause, long timeMs) {
        byte[] stored = progress.get(cause.topic());
        long beforeMs = ViewProgress.NO_TIME;
        if (stored != null) {
            ViewProgress before = ViewProgress.parse(stored);
            beforeMs = cause.offset() < before.offset() ? ViewProgress.NO_TIME : before.timeMs();
        }
        ViewProgress now = new ViewProgress(cause.offset(), Math.max(beforeMs, timeMs));
        progress.put(cause.topic(), now.bytes());
    }
}
