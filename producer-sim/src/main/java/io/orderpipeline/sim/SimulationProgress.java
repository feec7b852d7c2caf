package io.orderpipeline.sim;

import io.orderpipeline.sim.client.Outbound;

/**
 * How far a simulation is.
 *
 * @param phase what it is doing
 * @param total how many records it means to send, captures included; 0 until that is known
 * @param tally what became of the records so far
 */
public record SimulationProgress(Phase phase, long total, Outbound.Tally tally) {

    /** What a simulation is doing. */
    public enum Phase {
        STARTING,
        SENDING,
        SETTLING,
        DONE
    }

    /** Share of all records that are acknowledged, 0 to 1. */
    public double acknowledgedShare() {
        return total == 0 ? 0 : (double) tally.acknowledged() / total;
    }
}
