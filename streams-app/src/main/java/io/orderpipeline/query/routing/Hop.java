package io.orderpipeline.query.routing;

import io.javalin.http.Context;
import java.util.Locale;

/**
 * What a request has behind it: it comes from outside, or from an instance that takes this one for
 * the owner or a standby. A relayed request is never relayed again, so that two instances with
 * different ideas cannot send it round and round.
 */
public enum Hop {
    NONE(Copy.ACTIVE),
    ACTIVE(Copy.ACTIVE),
    STANDBY(Copy.ANY);

    /** Names the hop in a relayed request. */
    public static final String HEADER = "X-Pipeline-Hop";

    private final Copy copy;

    Hop(Copy copy) {
        this.copy = copy;
    }

    /** What the request has behind it. */
    public static Hop of(Context request) {
        String named = request.header(HEADER);
        if (named == null) {
            return NONE;
        }
        return STANDBY.label().equals(named) ? STANDBY : ACTIVE;
    }

    /** Which copy of the data may answer. */
    Copy copy() {
        return copy;
    }

    /** How the header names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
