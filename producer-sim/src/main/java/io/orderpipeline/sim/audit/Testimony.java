package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.reads.ReadsLedger;
import java.util.List;

/**
 * What clients say.
 *
 * @param ledgers of what they sent
 * @param reads of what they were told over HTTP
 */
public record Testimony(List<Ledger> ledgers, List<ReadsLedger> reads) {

    public Testimony {
        ledgers = List.copyOf(ledgers);
        reads = List.copyOf(reads);
    }
}
