package io.orderpipeline.sim.audit;

import java.util.Optional;

/**
 * One record of {@code order.compensation}.
 *
 * @param input the same as the decider's input
 * @param key the record's own key
 * @param issue what it says beyond that; absent when it cannot be decoded
 */
record CompensationRecord(CommandRecord input, String key, Optional<Issue> issue) {

    /**
     * What is to be settled.
     *
     * @param claim the money and whose it is
     * @param issuedAtMs the deadline that had passed, milliseconds since the epoch
     */
    record Issue(Claim claim, long issuedAtMs) {}

    Place at() {
        return input.at();
    }

    String describe() {
        return "compensation " + input.describe();
    }
}
