package io.orderpipeline.sim.digest;

import static java.util.Objects.requireNonNull;

import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.digest.AppDigests.RefusedException;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Compares generations with the log, a partition at a time, so that no more than one partition's
 * orders are in memory. Where nobody answers, the partition is asked for again. One thread.
 */
public final class Verification {

    /** How long a generation may lack what was committed before it was asked. */
    private static final Duration LAG_PATIENCE = Duration.ofSeconds(15);

    /** How long nobody may answer: longer than a killed instance takes to be back. */
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(90);

    /** More orders that are behind than this, and it is quicker to stream them all again. */
    private static final int FEW = 200;

    private static final long LOOK_EVERY_MS = 100;

    private final EventLog log;
    private final List<? extends DigestSource> sources;
    private final Scope scope;
    private final Listener listener;
    private final Map<Integer, Findings> findings = new TreeMap<>();
    private final Map<Integer, MessageDigest> overall = new TreeMap<>();
    private Duration lagPatience = LAG_PATIENCE;
    private Duration answerPatience = ANSWER_PATIENCE;
    private long orders;
    private long events;
    private long broken;

    /** Is told after each partition of each generation. */
    public interface Listener {
        void compared(int partitions, int of, long orders);
    }

    public Verification(
            EventLog log, List<? extends DigestSource> sources, Scope scope, Listener listener) {
        this.log = log;
        this.sources = List.copyOf(sources);
        this.scope = scope;
        this.listener = listener;
        for (DigestSource each : sources) {
            findings.put(each.generation(), new Findings());
            overall.put(each.generation(), Digests.sha256());
        }
    }

    /** With other limits of its patience. */
    Verification patient(Duration lag, Duration answer) {
        lagPatience = lag;
        answerPatience = answer;
        return this;
    }

    /** All partitions. */
    public Verdict run() throws InterruptedException {
        for (int partition = 0; partition < log.partitions(); partition++) {
            check(partition);
            listener.compared(partition + 1, log.partitions(), orders);
        }
        return verdict();
    }

    /** One partition alone. */
    public Verdict run(int partition) throws InterruptedException {
        check(partition);
        listener.compared(1, 1, orders);
        return verdict();
    }

    private void check(int partition) throws InterruptedException {
        PartitionFold fold = new PartitionFold(partition, log, scope);
        fold.begin();
        for (DigestSource source : sources) {
            check(fold, source);
        }
        orders += fold.compared();
        events += fold.events();
        broken += fold.broken();
    }

    private void check(PartitionFold fold, DigestSource source) throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try {
                Comparison comparison = compared(fold, source);
                Findings found = comparison.conclude();
                requireNonNull(findings.get(source.generation())).addAll(found);
                requireNonNull(overall.get(source.generation())).update(comparison.overall());
                return;
            } catch (RefusedException refused) {
                if (refused.isFinal()) {
                    throw unanswered(fold, source, refused);
                }
                pause(start, fold, source, refused);
            } catch (IOException nobody) {
                pause(start, fold, source, nobody);
            }
        }
    }

    private void pause(long start, PartitionFold fold, DigestSource source, IOException nobody)
            throws InterruptedException {
        if (System.nanoTime() - start > answerPatience.toNanos()) {
            throw unanswered(fold, source, nobody);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
    }

    private Comparison compared(PartitionFold fold, DigestSource source)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + lagPatience.toNanos();
        Comparison comparison = new Comparison(fold, source);
        int behind = ask(comparison);
        while (behind > 0 && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
            if (behind > FEW) {
                comparison = new Comparison(fold, source);
                behind = ask(comparison);
            } else {
                behind = comparison.askAgain();
            }
        }
        return comparison;
    }

    private int ask(Comparison comparison) throws IOException {
        return scope.order().isPresent()
                ? comparison.one(scope.order().get())
                : comparison.stream();
    }

    private EnvironmentException unanswered(
            PartitionFold fold, DigestSource source, IOException cause) {
        String text =
                "partition %d of generation %d of the views could not be asked for its digests"
                        + " within %d s (%s); see `pipeline generations list`, and /health/ready of the"
                        + " instances";
        return new EnvironmentException(
                text.formatted(
                        fold.partition(),
                        source.generation(),
                        answerPatience.toSeconds(),
                        cause.getMessage()),
                cause);
    }

    private Verdict verdict() {
        List<Verdict.OfGeneration> generations = new ArrayList<>();
        findings.forEach(
                (number, found) ->
                        generations.add(
                                new Verdict.OfGeneration(
                                        number,
                                        Digests.hex(requireNonNull(overall.get(number)).digest()),
                                        found.count(),
                                        found.first())));
        return new Verdict(new Verdict.Compared(orders, events, broken), generations);
    }
}
