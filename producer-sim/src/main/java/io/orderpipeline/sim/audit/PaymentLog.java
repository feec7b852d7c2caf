package io.orderpipeline.sim.audit;

import java.util.List;

/**
 * What the topics of the payments hold, each list in topic order within its partitions.
 *
 * @param journal records of payment.transaction
 * @param compensations records of order.compensation
 * @param requests records of payment.refund
 */
record PaymentLog(
        List<JournalRecord> journal,
        List<CompensationRecord> compensations,
        List<RequestRecord> requests) {

    PaymentLog {
        journal = List.copyOf(journal);
        compensations = List.copyOf(compensations);
        requests = List.copyOf(requests);
    }
}
