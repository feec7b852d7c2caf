package io.orderpipeline.query.stream;

import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.query.reply.UnavailableException;
import java.util.Map;
import java.util.function.Consumer;

/** What was committed to {@code order.event} before. Blocks; safe for many threads. */
public interface CommittedPast {

    /**
     * Where each partition ends: everything committed by now stands before it, and whatever is
     * committed later does not.
     *
     * @throws UnavailableException when the brokers do not tell within seconds
     */
    Map<Integer, Long> ends();

    /**
     * Reads from one position (inclusive) to another (exclusive), each partition in its order.
     *
     * @throws UnavailableException when it does not get there: the brokers do not answer, or it is
     *     more than is read at once; what the reader had by then is good
     */
    void read(
            Map<Integer, Long> from,
            Map<Integer, Long> to,
            Consumer<? super Committed.Event> reader);
}
