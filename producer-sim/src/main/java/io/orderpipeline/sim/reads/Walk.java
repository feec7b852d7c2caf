package io.orderpipeline.sim.reads;

import io.orderpipeline.sim.reads.ReadLine.ListRead;
import io.orderpipeline.sim.traffic.Dice;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A session's walks through the pages of lists, one after the other with a rest between: lists are
 * long, and a ledger of nothing else proves little. A page that failed is asked for again, five
 * times at most. One thread.
 */
final class Walk {

    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final List<String> STATUSES =
            List.of("PLACED", "PAID", "FULFILLED", "CANCELLED");
    private static final List<Integer> LIMITS = List.of(50, 200, 1_000);
    private static final int MOST_FAILURES = 5;

    private int walks;
    private int failures;
    private Question.@Nullable Page page;
    private long restUntilNanos = System.nanoTime();

    /** The next page, or the first of another walk; none while it rests. */
    Optional<Question.Page> next(Dice dice) {
        if (page == null && System.nanoTime() - restUntilNanos >= 0) {
            String status = STATUSES.get(dice.between(0, STATUSES.size() - 1));
            int limit = LIMITS.get(dice.between(0, LIMITS.size() - 1));
            page = new Question.Page(status, limit, ++walks, 0, null);
            failures = 0;
        }
        return Optional.ofNullable(page);
    }

    void told(ListRead read) {
        Question.Page was = page;
        if (was == null) {
            return;
        }
        if (read.next() != null) {
            failures = 0;
            page =
                    new Question.Page(
                            was.status(), was.limit(), was.walk(), was.page() + 1, read.next());
        } else if (read.last() || ++failures == MOST_FAILURES) {
            page = null;
            restUntilNanos = System.nanoTime() + REST_NANOS;
        }
    }
}
