package io.orderpipeline.sim.reads;

import io.orderpipeline.sim.ledger.Ledgers;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.ledger.LineFile;
import io.orderpipeline.sim.traffic.Dice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of a reader beside the traffic: sessions that ask the app's instances at random, and a
 * reads ledger of what they were told. It waits until a ledger plans orders to ask for. Call {@link
 * #run} or {@link #start} once. {@link #stop} may come from any thread; the listener is called on
 * the reader's thread, about five times a second, and must be quick.
 */
public final class Reading {

    private static final long LOOK_EVERY_MS = 200;

    private final ReadingOptions options;
    private final Consumer<ReadingProgress> listener;
    private final ReadTally tally = new ReadTally();
    private final KnownOrders orders;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CompletableFuture<ReadingResult> result = new CompletableFuture<>();

    public Reading(ReadingOptions options) {
        this(options, progress -> {});
    }

    public Reading(ReadingOptions options, Consumer<ReadingProgress> listener) {
        this.options = options;
        this.listener = listener;
        this.orders = new KnownOrders(new Ledgers(options.folder()));
    }

    /** Runs in a thread of its own; the future fails with what {@link #run} throws. */
    public CompletableFuture<ReadingResult> start() {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                ReadingResult unused = run();
                            } catch (RuntimeException | Error e) {
                                result.completeExceptionally(e); // for those who wait for it
                            }
                        },
                        "reading");
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    /** Asks it to close its ledger and return what it did. */
    public void requestStop() {
        stopping.countDown();
    }

    /**
     * Stops what was started, and waits until its ledger is closed.
     *
     * @throws java.util.concurrent.CompletionException it failed
     */
    public ReadingResult stop() {
        requestStop();
        return result.join();
    }

    /** True once it was asked to stop. */
    public boolean stopped() {
        return stopping.getCount() == 0;
    }

    /**
     * Reads until the time is up or it is told to stop.
     *
     * @throws io.orderpipeline.sim.ledger.LedgerException a ledger cannot be read or written
     */
    public ReadingResult run() {
        ReadingResult done = awaitOrders() ? read() : nothing();
        result.complete(done);
        return done;
    }

    private boolean awaitOrders() {
        long sinceNanos = System.nanoTime();
        orders.look();
        while (orders.isEmpty() && passing(sinceNanos)) {
            orders.look();
        }
        return !orders.isEmpty();
    }

    /** Waits a little; false when the time since then is up, or somebody wants an end. */
    private boolean passing(long sinceNanos) {
        try {
            boolean stop = stopping.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            return !stop && System.nanoTime() - sinceNanos < options.duration().toNanos();
        } catch (InterruptedException e) {
            stopping.countDown(); // the owner of this thread wants it back: close the ledger first
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ReadingResult read() {
        Line.Header about = orders.chosen().orElseThrow();
        Instant now = Instant.now();
        Path file = new Ledgers(options.folder()).newReadsFile(options.seed(), now);
        long sinceNanos = System.nanoTime();
        try (LineFile<ReadLine> ledger =
                LineFile.create(file, ReadLine.class, header(about, now))) {
            ExecutorService threads = Executors.newFixedThreadPool(sessions(), Reading::thread);
            List<CompletableFuture<Void>> sessions = converse(threads, about, ledger);
            try {
                watch(sessions, ledger, sinceNanos);
            } finally {
                threads.shutdownNow();
                CompletableFuture.allOf(sessions.toArray(CompletableFuture[]::new)).join();
            }
            ledger.write(new ReadLine.End(tally.answers().total()));
        }
        return result(seconds(sinceNanos), file.toString(), List.of());
    }

    private void watch(
            List<CompletableFuture<Void>> sessions, LineFile<ReadLine> ledger, long sinceNanos) {
        while (passing(sinceNanos) && sessions.stream().noneMatch(CompletableFuture::isDone)) {
            orders.look();
            ledger.check();
            listener.accept(progress(sinceNanos));
        }
    }

    private List<CompletableFuture<Void>> converse(
            ExecutorService threads, Line.Header about, LineFile<ReadLine> ledger) {
        Instances instances = new Instances(options.instances());
        Instant since = Instant.parse(about.startedAt());
        int rate = options.pace().rate();
        long gapNanos = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) * sessions() / rate;
        List<CompletableFuture<Void>> sessions = new ArrayList<>();
        for (int number = 0; number < sessions(); number++) {
            Questions questions = new Questions(new Dice(options.seed(), number), orders, since);
            Dice whom = new Dice(options.seed(), -1 - number);
            Session session = new Session(number, instances, ledger, tally);
            sessions.add(
                    CompletableFuture.runAsync(
                            () -> session.converse(questions, whom, gapNanos), threads));
        }
        return sessions;
    }

    private int sessions() {
        return options.pace().sessions();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "reading-session");
        thread.setDaemon(true);
        return thread;
    }

    private ReadLine.Header header(Line.Header about, Instant now) {
        return new ReadLine.Header(
                ReadsLedger.FORMAT,
                options.seed(),
                about.topicId(),
                now.toString(),
                options.instances().stream().map(Object::toString).toList(),
                sessions());
    }

    private ReadingResult nothing() {
        return result(
                0,
                null,
                List.of(
                        "nothing was asked: no ledger in "
                                + options.folder()
                                + " plans"
                                + " an order"));
    }

    private ReadingResult result(double seconds, @Nullable String ledger, List<String> notes) {
        return new ReadingResult(
                options.seed(), seconds, tally.answers(), tally.latency(), ledger, notes);
    }

    private ReadingProgress progress(long sinceNanos) {
        return new ReadingProgress(
                Duration.ofNanos(System.nanoTime() - sinceNanos),
                options.duration(),
                tally.answers(),
                tally.latency());
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }
}
