package io.orderpipeline.sim.gateway;

import io.orderpipeline.sim.ledger.LedgerReader;
import io.orderpipeline.sim.ledger.LedgerWriter;
import io.orderpipeline.sim.ledger.Line;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ledger of a simulation as the gateway's book, which knows those of earlier ones as well. */
public final class LedgerBook implements RefundBook {

    private final LedgerWriter ledger;
    private final PastRefunds past;

    /**
     * The caller keeps the ledger.
     *
     * @param topicId the id that the broker gave order.command
     * @param others ledgers and books of other desks
     */
    public LedgerBook(LedgerWriter ledger, String topicId, List<Path> others) {
        this.ledger = ledger;
        this.past =
                new PastRefunds(
                        topicId,
                        others.stream().filter(file -> !file.equals(ledger.file())).toList());
    }

    @Override
    public List<Line.Refunded> read() {
        List<Line.Refunded> all = new ArrayList<>(past.read());
        all.addAll(LedgerReader.refunds(ledger.file()));
        return all;
    }

    @Override
    public void append(List<Line.Refunded> refunds) {
        ledger.writeThrough(refunds);
    }
}
