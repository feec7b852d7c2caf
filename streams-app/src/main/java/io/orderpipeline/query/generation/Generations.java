package io.orderpipeline.query.generation;

import io.orderpipeline.query.generation.GenerationsDocument.Local;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The generations of the views, as this instance sees them. Safe for many threads. */
public interface Generations {

    /** Done as long as the views answer; while they are held for a switch, ends with that. */
    CompletableFuture<Void> answering();

    /**
     * What this instance knows by itself.
     *
     * @throws io.orderpipeline.query.reply.UnavailableException when it does not host the views
     */
    Local here();

    /** Digests of one that is hosted here; absent when it is not. */
    Optional<Digests> digests(int generation);
}
