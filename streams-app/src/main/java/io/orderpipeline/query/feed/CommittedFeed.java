package io.orderpipeline.query.feed;

import java.util.function.Consumer;

/**
 * Tells what is committed to {@code order.event} and {@code order.rejection}, on all partitions, of
 * all instances' making, in the order of each partition. Safe for many threads.
 */
public interface CommittedFeed {

    /**
     * Hears every record that is committed after this call returns; may hear some from before.
     *
     * @param listener called by the feed's thread: it must not block and not throw
     */
    Subscription subscribe(Consumer<? super Committed> listener);

    /** Ends when closed; the listener may be called once more while it closes. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
