package io.orderpipeline.query.routing;

import io.javalin.http.Context;
import java.util.OptionalLong;

/**
 * What a store said.
 *
 * @param generation of the views whose store it is
 * @param stalenessMs how old it may be at most, when a standby said it; empty when the owner did
 */
public record Reading<T>(T value, int generation, OptionalLong stalenessMs) {

    /** Says on an answer which generation of the views it is from. */
    public static final String GENERATION_HEADER = "X-Generation";

    /** Says on an answer how old it may be. */
    public static final String STALENESS_HEADER = "X-Staleness-Ms";

    /** The owner's word. */
    public static <T> Reading<T> current(T value, int generation) {
        return new Reading<>(value, generation, OptionalLong.empty());
    }

    /** Marks the answer with where it is from, and when it may be old. */
    public Reading<T> mark(Context request) {
        request.header(GENERATION_HEADER, String.valueOf(generation));
        stalenessMs.ifPresent(ms -> request.header(STALENESS_HEADER, String.valueOf(ms)));
        return this;
    }
}
