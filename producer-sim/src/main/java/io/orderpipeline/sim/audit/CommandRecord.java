package io.orderpipeline.sim.audit;

import java.util.Optional;

/**
 * One input of the decider: a record of {@code order.command} or {@code order.compensation}.
 *
 * @param at where it stands
 * @param timestampMs the broker's time, milliseconds since the epoch
 * @param bytes fingerprint of key and value
 * @param body what it says; absent when it cannot be decoded
 */
public record CommandRecord(Place at, long timestampMs, long bytes, Optional<Body> body) {

    /**
     * A decoded command.
     *
     * @param commandId its id
     * @param orderId the order addressed
     * @param type name of the payload's schema
     * @param payload fingerprint of the payload alone
     * @param whole fingerprint of expected version, payload type and payload
     */
    public record Body(String commandId, String orderId, String type, long payload, long whole) {

        public Body {
            type = type.intern();
        }
    }

    String describe() {
        return body.map(Body::commandId).orElse("undecodable") + " at " + at;
    }
}
