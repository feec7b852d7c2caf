package io.orderpipeline.sim.audit;

import java.util.Optional;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

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

    /** The same, with the flaw of standing where its key does not belong, if it does. */
    JournalRecord among(int partitions, byte @Nullable [] key) {
        if (flaw.isPresent() || key == null) {
            return this;
        }
        int home = Utils.toPositive(Utils.murmur2(key)) % partitions;
        return home == at.partition()
                ? this
                : new JournalRecord(
                        at,
                        timestampMs,
                        bytes,
                        entry,
                        Optional.of("its key belongs to partition " + home));
    }

    /** The entry, unless nobody can handle it. */
    Optional<Entry> wellformed() {
        return flaw.isPresent() ? Optional.empty() : entry;
    }
}
