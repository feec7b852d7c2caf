package io.orderpipeline.sim;

import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.gateway.GatewayFaults;
import io.orderpipeline.sim.gateway.LedgerBook;
import io.orderpipeline.sim.gateway.PaymentGateway;
import io.orderpipeline.sim.ledger.LedgerWriter;
import io.orderpipeline.sim.ledger.Ledgers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The payment gateway as part of a simulation: its book is the ledger, and what earlier simulations
 * and the gateway on its own gave back is known to it. Remembers for people what went wrong.
 */
final class RefundService implements AutoCloseable {

    private static final int MOST_NOTES = 5;

    private final PaymentGateway gateway;
    private final List<String> heard;

    private RefundService(PaymentGateway gateway, List<String> heard) {
        this.gateway = gateway;
        this.heard = heard;
    }

    static RefundService open(
            Connection connection, GatewayFaults faults, String topicId, LedgerWriter ledger) {
        List<Path> others = new ArrayList<>(Ledgers.beside(ledger.file()).all());
        others.add(GatewayCommand.standardBook());
        List<String> heard = new ArrayList<>();
        PaymentGateway gateway =
                PaymentGateway.start(
                        connection,
                        new LedgerBook(ledger, topicId, others),
                        faults,
                        notice -> hear(heard, notice));
        return new RefundService(gateway, heard);
    }

    private static void hear(List<String> heard, String notice) {
        synchronized (heard) {
            if (heard.size() < MOST_NOTES) {
                heard.add("payment gateway: " + notice);
            }
        }
    }

    /** Closes the desk; returns what people should know. */
    List<String> finish() {
        gateway.close();
        List<String> notes = new ArrayList<>();
        PaymentGateway.Tally tally = gateway.tally();
        if (tally.lost() + tally.refused() + tally.deaths() > 0) {
            notes.add("payment gateway: " + GatewayCommand.figures(tally));
        }
        synchronized (heard) {
            notes.addAll(heard);
        }
        gateway.failure().ifPresent(e -> notes.add("payment gateway stopped: " + e.getMessage()));
        return notes;
    }

    @Override
    public void close() {
        gateway.close();
    }
}
