package io.orderpipeline.sim;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orderpipeline.sim.client.Outbound;
import io.orderpipeline.sim.client.Settlement;
import io.orderpipeline.sim.client.TransactionWatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation did, and the document that {@code --json} prints.
 *
 * @param seed what repeats it
 * @param orders how many orders were planned
 * @param complete false when it was stopped before all was sent
 * @param commands what became of the records
 * @param throughput how fast they went through the whole pipeline
 * @param latencyMs from the first attempt to send a record (later attempts do not start it anew) to
 *     the moment when this client has read its event under read_committed; over accepted commands
 * @param transactions what became of the captures
 * @param recoverySeconds from the last fault (the last capture whose confirmation was dropped or,
 *     if later, the last fault that the simulation was told of) until every such capture was
 *     closed; null when there was none, or one is still open
 * @param ledger the ledger's file
 * @param notes what a reader of the figures must know
 */
public record SimulationResult(
        long seed,
        int orders,
        boolean complete,
        Commands commands,
        Throughput throughput,
        Settlement.Latency latencyMs,
        Transactions transactions,
        @Nullable Double recoverySeconds,
        String ledger,
        List<String> notes) {

    /**
     * What became of the records. Rejected does not contain duplicates, so that acknowledged =
     * accepted + rejected + duplicates + deadLettered + unsettled, and sent = acknowledged +
     * refused + unknown.
     */
    public record Commands(
            long sent,
            long acknowledged,
            long accepted,
            long rejected,
            long duplicates,
            long deadLettered,
            long unknown,
            long refused,
            long unsettled) {

        static Commands of(Outbound.Tally tally) {
            Settlement.Snapshot ends = tally.settlement();
            return new Commands(
                    tally.sent(),
                    ends.acknowledged(),
                    ends.accepted(),
                    ends.rejected(),
                    ends.duplicates(),
                    ends.deadLettered(),
                    tally.unknown(),
                    tally.refused(),
                    ends.unsettled());
        }
    }

    /**
     * What became of the captures that the brokers have, as this client saw it: captured = tracked
     * + recovered + refunded + pending.
     *
     * @param captured captures in the gateway's journal
     * @param tracked paid an order by their original confirmation
     * @param untracked those that a compensation was issued for; most of them are recovered or
     *     refunded, but a late original may have come first
     * @param recovered paid an order by their compensation
     * @param refunded given back
     * @param pending neither yet
     * @param undelivered captures whose journal record the brokers refused, or may not have
     */
    public record Transactions(
            long captured,
            long tracked,
            long untracked,
            long recovered,
            long refunded,
            long pending,
            long undelivered) {

        static Transactions of(TransactionWatch.Tally tally) {
            return new Transactions(
                    tally.captured(),
                    tally.tracked(),
                    tally.untracked(),
                    tally.recovered(),
                    tally.refunded(),
                    tally.pending(),
                    tally.undelivered());
        }
    }

    /**
     * Settled records (those with an event, a rejection, a duplicate's rejection or a dead letter
     * that this client has seen) by the time from the first attempt to send any of them to the last
     * outcome seen. At a rate below what the pipeline can do, this is the rate; 0 when nothing has
     * settled.
     */
    public record Throughput(double commandsPerSecond) {}

    public SimulationResult {
        notes = List.copyOf(notes);
    }

    /** True when every record was acknowledged, its outcome seen, and every capture closed. */
    @JsonIgnore
    public boolean settled() {
        return complete
                && commands.unsettled() == 0
                && commands.unknown() == 0
                && commands.refused() == 0
                && transactions.pending() == 0
                && transactions.undelivered() == 0;
    }
}
