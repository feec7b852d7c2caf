package io.orderpipeline.sim.mapstore;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.sim.traffic.PlannedRecord;
import io.orderpipeline.sim.traffic.SentKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The clients of the service, each request in a thread of its own. They behave as the pipeline's
 * do: an order's next command goes out when the one before has its answer, and a request that got
 * none is sent again. A resubmit waits for nothing but its time, counted from the request that it
 * repeats: it comes while that one is under way when the service is slower than the client. Methods
 * are called by one thread.
 */
final class StoreClients implements AutoCloseable {

    private static final int MOST_ATTEMPTS = 10;

    /** An answer takes a tenth of a second; this is for machines that give no thread for it. */
    private static final long MOST_SECONDS = 120;

    /**
     * One command of an order.
     *
     * @param lagNanos completed when it is sent, with how much later than wanted
     * @param answered completed when nothing more happens to it
     */
    private record Step(CompletableFuture<Long> lagNanos, CompletableFuture<Void> answered) {

        static final Step NONE =
                new Step(
                        CompletableFuture.completedFuture(0L),
                        CompletableFuture.completedFuture(null));

        Step() {
            this(new CompletableFuture<>(), new CompletableFuture<>());
        }
    }

    private final Service service;
    private final Receipts receipts;
    private final long patienceNanos;
    private final int most;
    private final Semaphore free;
    private final ExecutorService threads = Executors.newCachedThreadPool(Daemons.named("client"));
    private final Map<String, Step> lastByOrder = new HashMap<>();
    private final Map<String, Step> byCommand = new HashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /**
     * @param most how many requests they have open at once
     * @param patienceNanos how long they wait before they send again what got no answer
     */
    StoreClients(Service service, Receipts receipts, int most, long patienceNanos) {
        this.service = service;
        this.receipts = receipts;
        this.patienceNanos = patienceNanos;
        this.most = most;
        this.free = new Semaphore(most);
    }

    /** Waits for a free client, and lets it send this command as soon as its order lets it. */
    void send(PlannedRecord record) throws InterruptedException {
        free.acquire();
        long nowNanos = System.nanoTime();
        if (record.kind() == SentKind.RESUBMIT) {
            resubmit(record.command(), nowNanos);
        } else {
            step(record.command(), nowNanos);
        }
    }

    /** Returns when every request has its answer or was given up. */
    void awaitAnswers() throws InterruptedException {
        if (!free.tryAcquire(most, MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "clients of the map store wait for answers for %d s".formatted(MOST_SECONDS),
                    failure.get());
        }
        free.release(most);
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("a client of the map store failed", thrown);
        }
    }

    private void resubmit(OrderCommand command, long nowNanos) {
        Step repeated = byCommand.getOrDefault(command.getCommandId(), Step.NONE);
        var unused =
                repeated.lagNanos().thenAccept(lag -> at(nowNanos + lag, () -> request(command)));
    }

    private void step(OrderCommand command, long nowNanos) {
        Step before = lastByOrder.getOrDefault(command.getOrderId(), Step.NONE);
        Step step = new Step();
        lastByOrder.put(command.getOrderId(), step);
        byCommand.put(command.getCommandId(), step);
        var unused =
                before.answered()
                        .thenCombine(before.lagNanos(), (nothing, lag) -> nowNanos + lag)
                        .thenAccept(due -> at(due, () -> take(step, command, nowNanos)));
    }

    private void take(Step step, OrderCommand command, long wantedNanos) {
        step.lagNanos().complete(Math.max(0, System.nanoTime() - wantedNanos));
        request(command);
        step.answered().complete(null);
    }

    private void at(long dueNanos, Runnable task) {
        long waitNanos = dueNanos - System.nanoTime();
        Executor then =
                waitNanos > 0
                        ? CompletableFuture.delayedExecutor(
                                waitNanos, TimeUnit.NANOSECONDS, threads)
                        : threads;
        then.execute(task);
    }

    private void request(OrderCommand command) {
        try {
            converse(command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        } finally {
            free.release();
        }
    }

    private void converse(OrderCommand command) throws InterruptedException {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Optional<Answer> answer = service.handle(command);
            if (answer.isPresent()) {
                receipts.answered(command, answer.get());
                return;
            }
            receipts.unanswered();
            TimeUnit.NANOSECONDS.sleep(patienceNanos);
        }
    }

    /** Ends all threads, whatever they are at. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
