package io.orderpipeline.sim.audit;

/**
 * One record of {@code payment.refund}.
 *
 * @param at where it stands
 * @param key the record's own key
 * @param refundId the refund's id
 * @param claim the money and whose it is
 * @param reason why
 * @param requestedAtMs when it was decided, milliseconds since the epoch
 * @param cause the event that it names
 */
record RequestRecord(
        Position at,
        String key,
        String refundId,
        Claim claim,
        String reason,
        long requestedAtMs,
        Place cause) {

    RequestRecord {
        reason = reason.intern();
    }

    String describe() {
        return "refund request " + at + " of " + claim.key();
    }
}
