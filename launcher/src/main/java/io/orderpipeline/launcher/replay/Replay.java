package io.orderpipeline.launcher.replay;

import io.orderpipeline.generation.Generation;
import io.orderpipeline.generation.GenerationTable;
import io.orderpipeline.launcher.replay.Promotion.Promoted;
import io.orderpipeline.launcher.replay.ReplayReport.Outcome;
import io.orderpipeline.launcher.replay.ReplayReport.Times;
import io.orderpipeline.sim.ProgressDisplay;
import io.orderpipeline.sim.digest.AppDigests;
import io.orderpipeline.sim.digest.DigestSource;
import io.orderpipeline.sim.digest.KafkaEventLog;
import io.orderpipeline.sim.digest.Scope;
import io.orderpipeline.sim.digest.Verdict;
import io.orderpipeline.sim.digest.Verification;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a generation of the views beside the live one, holds both against the log, and makes it
 * live if it agrees. Every step is written down in the table, so that whoever runs it again goes
 * on. One use, one thread.
 */
final class Replay {

    private final PipelineAddress pipeline;
    private final Table table;
    private final Request request;
    private final OneBuild builds;
    private final PrintWriter err;

    /**
     * What is asked for.
     *
     * @param by who asks
     * @param why what for
     * @param rate records a second that each instance may take in
     * @param end what becomes of it
     * @param grace how long the old generation is kept after a promotion
     */
    record Request(String by, String why, OptionalInt rate, End end, Duration grace) {}

    /** What becomes of a generation that agrees. */
    enum End {
        KEEP,
        PROMOTE,
        REMOVE
    }

    Replay(PipelineAddress pipeline, Table table, Request request, PrintWriter err) {
        this.pipeline = pipeline;
        this.table = table;
        this.request = request;
        this.builds = new OneBuild(pipeline.app());
        this.err = err;
    }

    /**
     * Runs to its end.
     *
     * @param begun is told the generation as soon as there is one
     */
    ReplayReport run(Consumer<Integer> begun) throws InterruptedException {
        GenerationTable now = candidate();
        Generation candidate = now.candidate().orElseThrow();
        int number = candidate.number();
        begun.accept(number);
        AppDigests app = pipeline.app();
        try (KafkaEventLog log = KafkaEventLog.connect(pipeline.connection())) {
            Duration build = new Build(app, number, log.partitions()).await(err);
            long start = System.nanoTime();
            Verdict verdict = compare(log, List.of(app.of(now.live()), app.of(number)));
            Times times = new Times(build.toMillis() / 1e3, (System.nanoTime() - start) / 1e9);
            return end(candidate, times, verdict);
        }
    }

    /** The generation that is being built already, or a new one. */
    private GenerationTable candidate() {
        GenerationTable now = table.unheld();
        if (now.candidate().isPresent()) {
            Generation there = now.candidate().get();
            if (request.end() == End.REMOVE) {
                throw new RefusedException(
                        "generation %d is there already, which %s started (%s); a dry run would remove it. Go on with it by `pipeline replay`, or give it up by `pipeline generations retire %d`."
                                .formatted(
                                        there.number(),
                                        there.start().by(),
                                        there.start().why(),
                                        there.number()));
            }
            builds.require(there);
            err.println(
                    "Going on with generation %d, which %s started: %s"
                            .formatted(there.number(), there.start().by(), there.start().why()));
            return now;
        }
        Generation.Start start =
                new Generation.Start(
                        System.currentTimeMillis(),
                        request.by(),
                        request.why(),
                        request.rate(),
                        Optional.of(builds.current()));
        return table.change(before -> before.start(start));
    }

    private Verdict compare(KafkaEventLog log, List<DigestSource> sources)
            throws InterruptedException {
        try (ProgressDisplay display = new ProgressDisplay(err)) {
            return new Verification(
                            log,
                            sources,
                            Scope.ALL,
                            (partitions, of, orders) ->
                                    display.show(
                                            "verify",
                                            partitions,
                                            of,
                                            "%,d orders compared".formatted(orders)))
                    .run();
        }
    }

    /** That the live one differs is no reason to keep it, if the fresh one agrees with the log. */
    private ReplayReport end(Generation candidate, Times times, Verdict verdict) {
        int number = candidate.number();
        Verdict.OfGeneration fresh = verdict.of(number);
        boolean agrees = fresh.differences() == 0 && verdict.compared().broken() == 0;
        if (request.end() == End.REMOVE) {
            GenerationTable unused = table.change(now -> now.abandon(number));
            return report(agrees ? Outcome.AGREES : Outcome.DIFFERS, number, times, verdict, null);
        }
        if (!agrees) {
            GenerationTable unused = table.change(now -> now.doubted(number));
            return report(Outcome.DIFFERS, number, times, verdict, null);
        }
        builds.require(candidate); // or another one was deployed meanwhile
        Generation.Verification verified =
                new Generation.Verification(
                        System.currentTimeMillis(),
                        request.by(),
                        verdict.compared().orders(),
                        fresh.digest());
        GenerationTable unused = table.change(now -> now.verified(number, verified));
        if (request.end() == End.KEEP) {
            return report(Outcome.VERIFIED, number, times, verdict, null);
        }
        Promoted promoted =
                new Promotion(table, pipeline.app(), request.grace()).to(number, request.by());
        return report(Outcome.PROMOTED, number, times, verdict, promoted);
    }

    private static ReplayReport report(
            Outcome outcome,
            int number,
            Times times,
            Verdict verdict,
            @Nullable Promoted promoted) {
        return new ReplayReport(outcome, number, times, verdict, promoted);
    }
}
