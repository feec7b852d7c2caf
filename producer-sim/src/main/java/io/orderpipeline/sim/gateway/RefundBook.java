package io.orderpipeline.sim.gateway;

import io.orderpipeline.sim.ledger.Line;
import java.util.List;

/** Where the gateway keeps what it gave back: all that survives the death of a desk. */
public interface RefundBook {

    /** Everything in it. */
    List<Line.Refunded> read();

    /**
     * Adds refunds. On return they survive this process.
     *
     * @throws io.orderpipeline.sim.ledger.LedgerException they may not
     */
    void append(List<Line.Refunded> refunds);
}
