package io.orderpipeline.bench.queries;

import java.time.Instant;
import java.util.Locale;

/** What is asked. */
enum Question {
    /** An order as it is. */
    POINT,
    /** An order as it was at an instant. */
    AS_OF,
    /** A page of orders of one status, gathered from all partitions. */
    LIST;

    String path(String order, Instant instant) {
        return switch (this) {
            case POINT -> "/orders/" + order;
            case AS_OF -> "/orders/%s?asOf=%s".formatted(order, instant);
            case LIST -> "/orders?status=FULFILLED&limit=50";
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
