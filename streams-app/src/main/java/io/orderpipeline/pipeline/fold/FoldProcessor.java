package io.orderpipeline.pipeline.fold;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Applies each record of a topic to the store that is the topic's fold. Records that have come
 * together, because they were committed together or because the views are behind, are written
 * together: with the last of them that waits, and at the latest before the task commits.
 */
public final class FoldProcessor extends ContextualProcessor<String, byte[], Void, Void> {

    private final String name;
    private final QueueHeads heads;
    private final Watch watch;
    private FoldStore store;

    /**
     * One task's.
     *
     * @param name of the store
     * @param heads takes the time of the topic's records
     */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    public FoldProcessor(String name, QueueHeads heads, Watch watch) {
        this.name = name;
        this.heads = heads;
        this.watch = watch;
    }

    /** Is told by the task's thread when a partition's store is filled, and when it goes. */
    public interface Watch {

        /** The store is here, and has all that was committed before. */
        default void began(int partition, FoldStore store) {}

        /** One more record was applied, or found to be applied already; not necessarily written. */
        default void handled(int partition) {}

        /** The store goes elsewhere. */
        default void gone(int partition) {}
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        store = context.getStateStore(name);
        watch.began(partition(), store);
    }

    @Override
    public void process(Record<String, byte[]> message) {
        LogRecord next = LogRecord.of(context(), message);
        try {
            store.collect(next);
        } finally { // what came before a dead letter does not wait for the next record
            if (!heads.hasBehind(partition(), next.offset())) {
                store.write();
            }
        }
        watch.handled(partition());
    }

    private int partition() {
        return context().taskId().partition();
    }

    @Override
    public void close() {
        watch.gone(partition());
    }
}
