package io.orderpipeline.sim.client;

import io.orderpipeline.sim.ledger.Fate;
import io.orderpipeline.sim.traffic.Traffic.Sending;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands as a careful client does: one at a time per order, the next only when the fate of
 * the one before is known. A time-out is <em>unknown</em>, not a failure: the same record is sent
 * again under the same command id. An order with a record that could not be delivered is abandoned,
 * because nothing after it could end as planned.
 *
 * <p>For one thread, which is also the one that the listener hears from; the producer's thread only
 * hands its verdicts over. {@link #stop} may come from any thread.
 */
final class CommandSender {

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Told what is known of a record for good. */
    interface Listener {
        void known(Attempt attempt, Verdict verdict);
    }

    private record Report(Attempt attempt, Verdict verdict) {}

    private final Producer<byte[], byte[]> producer;
    private final RecordFactory factory;
    private final Listener listener;
    private final int mostAttempts;
    private final Set<String> busy = new HashSet<>();
    private final Set<String> abandoned = new HashSet<>();
    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    private volatile boolean stopping;

    CommandSender(
            Producer<byte[], byte[]> producer,
            RecordFactory factory,
            Listener listener,
            int mostAttempts) {
        this.producer = producer;
        this.factory = factory;
        this.listener = listener;
        this.mostAttempts = mostAttempts;
    }

    /** Sends the record when its order is free; false if it was not sent at all. */
    boolean send(Sending sending) throws InterruptedException {
        String orderId = sending.plan().orderId();
        while (busy.contains(orderId) && !stopping) {
            listen(LOOK_EVERY_NANOS);
        }
        if (stopping || abandoned.contains(orderId)) {
            return false;
        }
        dispatch(Attempt.first(sending, factory.record(sending.record())));
        return true;
    }

    /** Handles verdicts until this point of {@link System#nanoTime}, at least once. */
    void listenUntil(long nanos) throws InterruptedException {
        do {
            listen(Math.max(0, Math.min(nanos - System.nanoTime(), LOOK_EVERY_NANOS)));
        } while (System.nanoTime() < nanos && !stopping);
    }

    /** True when the fate of everything sent is known. */
    boolean idle() {
        return busy.isEmpty();
    }

    /** Asks the sending thread to come to an end. */
    void stop() {
        stopping = true;
    }

    /** Ends the producer; what it could not deliver by then is reported as unknown. */
    void close(Duration patience) {
        stopping = true;
        producer.close(patience);
        for (Report report = reports.poll(); report != null; report = reports.poll()) {
            handle(report);
        }
    }

    /** Waits for one verdict at most this long, then takes all that are there. */
    private void listen(long waitNanos) throws InterruptedException {
        Report report = reports.poll(waitNanos, TimeUnit.NANOSECONDS);
        while (report != null) {
            handle(report);
            report = reports.poll();
        }
    }

    private void dispatch(Attempt attempt) {
        busy.add(attempt.orderId());
        try {
            Future<RecordMetadata> unused =
                    producer.send(attempt.wire(), (at, error) -> report(attempt, at, error));
        } catch (KafkaException | IllegalStateException e) {
            reports.add(new Report(attempt, Verdict.failed(e)));
        }
    }

    private void report(Attempt attempt, @Nullable RecordMetadata at, @Nullable Exception error) {
        Verdict verdict =
                error != null
                        ? Verdict.failed(error)
                        : Verdict.acknowledged(Objects.requireNonNull(at));
        reports.add(new Report(attempt, verdict));
    }

    private void handle(Report report) {
        Attempt attempt = report.attempt();
        Fate fate = report.verdict().fate();
        if (fate == Fate.UNKNOWN && attempt.number() < mostAttempts && !stopping) {
            dispatch(attempt.again());
            return;
        }
        busy.remove(attempt.orderId());
        if (fate != Fate.ACKNOWLEDGED) {
            abandoned.add(attempt.orderId());
        }
        listener.known(attempt, report.verdict());
    }
}
