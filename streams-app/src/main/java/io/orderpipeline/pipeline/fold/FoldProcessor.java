package io.orderpipeline.pipeline.fold;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Applies each record of a topic to the store that is the topic's fold. What has just happened is
 * written at once; what is older, because the views are behind, many records at a time, and at the
 * latest before the task commits.
 */
public final class FoldProcessor extends ContextualProcessor<String, byte[], Void, Void> {

    /** A record that is older than this is none that somebody waits for. */
    private static final long OLD_MS = 5_000;

    private static final int MOST_AT_A_TIME = 2_000;

    private final String name;
    private final Watch watch;
    private FoldStore store;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    public FoldProcessor(String name, Watch watch) {
        this.name = name;
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
        int waiting = store.collect(LogRecord.of(context(), message));
        if (isDue(waiting, context().currentSystemTimeMs() - message.timestamp())) {
            store.write();
        }
        watch.handled(partition());
    }

    static boolean isDue(int waiting, long ageMs) {
        return waiting >= MOST_AT_A_TIME || ageMs <= OLD_MS;
    }

    private int partition() {
        return context().taskId().partition();
    }

    @Override
    public void close() {
        watch.gone(partition());
    }
}
