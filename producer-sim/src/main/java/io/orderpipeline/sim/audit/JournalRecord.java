package io.orderpipeline.sim.audit;

import java.util.Optional;

/**
 * One record of {@code payment.transaction}.
 *
 * @param at where it stands
 * @param timestampMs the broker's time, milliseconds since the epoch
 * @param bytes fingerprint of key and value
 * @param entry what it says; absent when it cannot be decoded
 * @param flaw why nobody can handle it, if nobody can
 */
record JournalRecord(
        Place at, long timestampMs, long bytes, Optional<Entry> entry, Optional<String> flaw) {

    /**
     * A decoded entry.
     *
     * @param claim the money and whose it is
     * @param region where the payment was made; empty for a refund
     * @param refundId the refund's id; absent for a capture
     */
    record Entry(Claim claim, String region, Optional<String> refundId) {

        Entry {
            region = region.intern();
        }
    }

    /** The entry, unless nobody can handle it. */
    Optional<Entry> wellformed() {
        return flaw.isPresent() ? Optional.empty() : entry;
    }
}
