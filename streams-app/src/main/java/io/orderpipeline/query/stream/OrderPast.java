package io.orderpipeline.query.stream;

import io.orderpipeline.query.EventDocument;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The history of any order, as the views have it by now. Safe for many threads. */
public interface OrderPast {

    /**
     * Events behind a version, in order and without a gap; not necessarily all of them, but none
     * only when the views have none. Completes with an {@link
     * io.orderpipeline.query.reply.UnavailableException} when nobody can tell.
     */
    CompletableFuture<List<EventDocument>> after(String orderId, long version);
}
