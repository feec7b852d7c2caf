package io.orderpipeline.runtime;

import io.orderpipeline.pipeline.view.ViewWatch;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.state.OrderStatus;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Lets the stream threads of a generation that is being built take in no more than so many events a
 * second, all of them together, so that those who answer have the machine. Safe for many threads.
 */
final class Throttle implements ViewWatch {

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ViewWatch watch;
    private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());
    private volatile int rate;

    /** Without a limit yet. */
    Throttle(ViewWatch watch) {
        this.watch = watch;
    }

    /** Events a second from now on; none for no limit. */
    void limit(OptionalInt eventsPerSecond) {
        rate = eventsPerSecond.orElse(0);
    }

    @Override
    public void handled(int partition) {
        watch.handled(partition);
        int limit = rate;
        if (limit > 0) {
            waitForTurn(SECOND_NANOS / limit);
        }
    }

    /** What was not used is not saved up. */
    private void waitForTurn(long apartNanos) {
        long now = System.nanoTime();
        long mine =
                nextNanos.accumulateAndGet(
                        apartNanos, (next, apart) -> (next - now > 0 ? next : now) + apart);
        while (mine - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(mine - System.nanoTime());
        }
    }

    @Override
    public void began(int partition) {
        watch.began(partition);
    }

    @Override
    public void orders(int partition, Supplier<Map<OrderStatus, Long>> counts) {
        watch.orders(partition, counts);
    }

    @Override
    public void transactions(int partition, Supplier<Map<TransactionState, Long>> counts) {
        watch.transactions(partition, counts);
    }

    @Override
    public void gone(int partition) {
        watch.gone(partition);
    }
}
