package io.orderpipeline.order.compensation;

import java.time.Instant;
import java.util.List;

/**
 * What the topics still tell of one transaction of one order.
 *
 * @param journal what the gateway's journal says, in its order
 * @param events what the order's events say, in their order
 * @param compensations when each compensation that was issued for it came into the log
 * @param refundRequests how many requests to the gateway there are
 * @param allRequests false when retention may have taken some of those requests
 */
public record Trail(
        String orderId,
        String transactionId,
        List<Observation> journal,
        List<Observation> events,
        List<Instant> compensations,
        int refundRequests,
        boolean allRequests) {

    public Trail {
        journal = List.copyOf(journal);
        events = List.copyOf(events);
        compensations = List.copyOf(compensations);
    }

    boolean shows(OperatorAction action) {
        return events.contains(new Observation.Acted(action));
    }

    boolean showsResolution() {
        return events.stream()
                .anyMatch(
                        seen ->
                                seen instanceof Observation.Acted acted
                                        && acted.action().kind() == OperatorAction.Kind.RESOLVED);
    }
}
