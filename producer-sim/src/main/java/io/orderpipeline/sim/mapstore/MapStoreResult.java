package io.orderpipeline.sim.mapstore;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.orderpipeline.sim.mapstore.comparison.Losses;

/**
 * What the map store ended with, and the document that reports print. It has no time until nothing
 * was untracked: nothing in it looks for untracked transactions, so that time never comes.
 *
 * @param losses what was lost, by the rules that hold for the pipeline, too
 * @param ordersPlaced orders whose placing was acknowledged
 * @param transactionsCaptured what the payment gateway captured
 * @param requests how the requests ended
 * @param overwritten changes that replaced a value that was not the one checked: races that hit
 * @param seconds real time that the run took
 */
public record MapStoreResult(
        @JsonUnwrapped Losses losses,
        long ordersPlaced,
        long transactionsCaptured,
        Requests requests,
        long overwritten,
        double seconds) {

    /**
     * How the requests ended; sent = applied + duplicates + refused + unanswered.
     *
     * @param sent repetitions included
     * @param applied acknowledged as done
     * @param duplicates taken for duplicates
     * @param refused against the rules
     * @param unanswered the service crashed under them; the client sends them again
     */
    public record Requests(
            long sent, long applied, long duplicates, long refused, long unanswered) {}
}
