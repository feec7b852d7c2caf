package io.orderpipeline.sim.gateway;

import io.orderpipeline.sim.client.Connection;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * The payment gateway's refund desk at work, life after life, in a thread of its own. Broker or
 * registry may go away: the desk dies and comes back. A book that cannot be written, or another
 * desk on the same pipeline, ends it for good; see {@link #failure}.
 */
public final class PaymentGateway implements AutoCloseable {

    /** The gateway's consumer group. */
    public static final String GROUP = "payment-gateway";

    private static final long PAUSE_MS = 1_000;
    private static final long PATIENCE_MS = 12_000;

    /**
     * What it did.
     *
     * @param executed refunds
     * @param repeated requests for what had been executed before, which it journaled again
     * @param lost requests that it lost on purpose
     * @param refused requests that it could not read, or that contradicted its book
     * @param deaths how often it died, on purpose or because broker or registry went away
     */
    public record Tally(long executed, long repeated, long lost, long refused, int deaths) {}

    private final Connection connection;
    private final RefundBook book;
    private final GatewayFaults faults;
    private final Consumer<String> notices;
    private final Mishaps mishaps;
    private final DeskCounts counts;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "payment-gateway");
    private volatile @Nullable RuntimeException failure;

    private PaymentGateway(
            Connection connection,
            RefundBook book,
            GatewayFaults faults,
            Consumer<String> notices) {
        this.connection = connection;
        this.book = book;
        this.faults = faults;
        this.notices = notices;
        this.mishaps = new Mishaps(faults);
        this.counts = new DeskCounts(notices);
    }

    /**
     * Opens the desk.
     *
     * @param book belongs to the caller, who closes it after the gateway
     * @param notices hears, on the gateway's thread, what people should know
     */
    public static PaymentGateway start(
            Connection connection,
            RefundBook book,
            GatewayFaults faults,
            Consumer<String> notices) {
        PaymentGateway gateway = new PaymentGateway(connection, book, faults, notices);
        gateway.thread.setDaemon(true);
        gateway.thread.start();
        return gateway;
    }

    public Tally tally() {
        return counts.tally();
    }

    /** What ended it before it was closed, if anything did. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Waits until it ends by itself, at most this long; true if it did. */
    public boolean ended(long patienceMs) throws InterruptedException {
        thread.join(patienceMs);
        return !thread.isAlive();
    }

    /** Answers what is there, then closes. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!ended(PATIENCE_MS)) {
                thread.interrupt();
                thread.join(PATIENCE_MS);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            if (!closesWithin(faults.down().toMillis())) {
                Vacancy.await(connection);
                while (!closesWithin(0)) {
                    live();
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void live() {
        try (DeskLife life = new DeskLife(connection, book, mishaps, counts)) {
            life.live(() -> closing.getCount() == 0);
        } catch (Mishaps.SuddenDeath e) {
            counts.died();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            counts.died();
            notices.accept("the desk died and comes back: " + e);
            boolean unused = closesWithin(PAUSE_MS);
        }
    }

    private boolean closesWithin(long ms) {
        try {
            return closing.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e); // sets the thread's interrupt flag again
        }
    }
}
