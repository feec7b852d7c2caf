package io.orderpipeline.serving;

import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;

/**
 * Whether it is a generation's turn to answer. Looked at before and after each read, so that
 * nothing that was read counts once the turn has ended. Given and taken by one thread, asked by
 * many.
 */
public final class Turn {

    private final Lease lease;
    private volatile boolean given;

    /** Not given yet. */
    public Turn(Lease lease) {
        this.lease = lease;
    }

    public void give() {
        given = true;
    }

    public void take() {
        given = false;
    }

    public boolean isGiven() {
        return given;
    }

    /** Throws when it is another's turn, or nobody's. */
    public void require() {
        if (!given) {
            throw new UnavailableException(
                    Reason.SWITCHING,
                    "Another generation of the views takes over; it answers within seconds.");
        }
        lease.require();
    }
}
