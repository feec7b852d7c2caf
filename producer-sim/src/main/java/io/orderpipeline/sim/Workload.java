package io.orderpipeline.sim;

import io.orderpipeline.sim.traffic.Content.Capture.End;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.Traffic.Sending;

/**
 * How much there is to do, counted before it begins.
 *
 * @param records to be sent, captures included
 * @param late how many of them are confirmations that are sent when everything has settled
 * @param refunds that the gateway will be asked for, if all goes as planned
 */
record Workload(long records, int late, int refunds) {

    /** Takes as long as making all records once. */
    static Workload of(Traffic traffic) {
        long records = 0;
        int refunds = 0;
        for (Sending sending : traffic) {
            records++;
            refunds += refunded(sending) ? 1 : 0;
        }
        int late = 0;
        for (Sending unused : traffic.afterwards()) {
            late++;
        }
        return new Workload(records + late, late, refunds);
    }

    private static boolean refunded(Sending sending) {
        return sending.record()
                .capture()
                .filter(capture -> capture.end() == End.REFUNDED)
                .isPresent();
    }
}
