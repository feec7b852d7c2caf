package io.orderpipeline.query.routing;

import io.javalin.http.Context;
import java.util.OptionalLong;

/**
 * What a store said.
 *
 * @param stalenessMs how old it may be at most, when a standby said it; empty when the owner did
 */
public record Reading<T>(T value, OptionalLong stalenessMs) {

    /** Says on an answer how old it may be. */
    public static final String STALENESS_HEADER = "X-Staleness-Ms";

    /** The owner's word. */
    public static <T> Reading<T> current(T value) {
        return new Reading<>(value, OptionalLong.empty());
    }

    /** Marks the answer when it may be old. */
    public Reading<T> mark(Context request) {
        stalenessMs.ifPresent(ms -> request.header(STALENESS_HEADER, String.valueOf(ms)));
        return this;
    }
}
