package io.orderpipeline.sim;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orderpipeline.sim.client.Outbound;
import io.orderpipeline.sim.client.Settlement;
import java.util.List;

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
     * Settled records (those with an event, a rejection, a duplicate's rejection or a dead letter
     * that this client has seen) by the time from the first attempt to send any of them to the last
     * outcome seen. At a rate below what the pipeline can do, this is the rate; 0 when nothing has
     * settled.
     */
    public record Throughput(double commandsPerSecond) {}

    public SimulationResult {
        notes = List.copyOf(notes);
    }

    /** True when every record was acknowledged and its outcome seen. */
    @JsonIgnore
    public boolean settled() {
        return complete
                && commands.unsettled() == 0
                && commands.unknown() == 0
                && commands.refused() == 0;
    }
}
