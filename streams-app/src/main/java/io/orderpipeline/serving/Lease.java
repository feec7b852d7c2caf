package io.orderpipeline.serving;

import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import java.time.Duration;

/**
 * How long this instance may go on answering by what it knows of the generations. Who has not seen
 * the table of generations for as long as a session lasts, may have missed that another one is live
 * by now. Renewed by one thread, asked by many.
 */
public final class Lease {

    private final long lengthNanos;
    private volatile long endNanos;

    /** Begins now. */
    public Lease(Duration length) {
        lengthNanos = length.toNanos();
        renewed(System.nanoTime());
    }

    /**
     * The table was seen.
     *
     * @param lookNanos when the look began
     */
    public void renewed(long lookNanos) {
        endNanos = lookNanos + lengthNanos;
    }

    /** Whether nothing may be answered until the table is seen again. */
    public boolean isOver() {
        return System.nanoTime() - endNanos > 0;
    }

    void require() {
        if (isOver()) {
            throw new UnavailableException(
                    Reason.CUT_OFF,
                    "This instance cannot see which generation of the views is live, because the brokers do not answer it.");
        }
    }
}
