package io.orderpipeline.launcher.replay;

import io.orderpipeline.launcher.client.Patience;
import io.orderpipeline.sim.ProgressDisplay;
import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.digest.AppDigests;
import io.orderpipeline.sim.digest.Generations.Generation;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Waits until a generation has read the log, and shows how far it is. Instances that are killed
 * meanwhile are waited for. One use, one thread.
 */
final class Build {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** Without an answer: longer than an instance takes to come back. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final AppDigests app;
    private final int number;
    private final int partitions;
    private final Pace pace = new Pace();

    Build(AppDigests app, int number, int partitions) {
        this.app = app;
        this.number = number;
        this.partitions = partitions;
    }

    /** Returns when it follows the log closely at every partition; says how long that took. */
    Duration await(PrintWriter err) {
        long start = System.nanoTime();
        long progressNanos = start;
        long behind = Long.MAX_VALUE;
        long handled = -1;
        try (ProgressDisplay display = new ProgressDisplay(err)) {
            while (true) {
                Optional<Generation> found = look();
                if (found.filter(each -> !each.hosts().isEmpty()).isPresent()) {
                    Generation now = found.get();
                    pace.see(System.nanoTime(), now.behind(), now.handled());
                    if (isBuilt(now)) {
                        return Duration.ofNanos(System.nanoTime() - start);
                    }
                    display.show("replay", pace.done(), pace.total(), figures(now));
                    if (now.behind() < behind || now.handled() != handled) {
                        progressNanos = System.nanoTime();
                    }
                    behind = now.behind();
                    handled = now.handled();
                }
                if (System.nanoTime() - progressNanos > PATIENCE.toNanos()) {
                    throw stuck(found);
                }
                Patience.sleep(LOOK_EVERY);
            }
        }
    }

    /** It has caught up with the log as it was when it began, and with what came since. */
    private boolean isBuilt(Generation generation) {
        return generation.caughtUp()
                && generation.ready().size() == partitions
                && generation.hosts().stream().noneMatch(host -> host.behind() < 0)
                && pace.isNear();
    }

    private Optional<Generation> look() {
        try {
            return app.generations().find(number);
        } catch (IOException nobody) {
            return Optional.empty();
        }
    }

    private String figures(Generation now) {
        return String.format(
                Locale.ROOT,
                "%,d events handled, %,.0f records/s, %,d behind, ETA %s",
                now.handled(),
                pace.perSecond(),
                now.behind(),
                pace.eta().map(eta -> eta.toSeconds() + " s").orElse("unknown"));
    }

    private EnvironmentException stuck(Optional<Generation> found) {
        String state = found.map(each -> each.hosts().toString()).orElse("no instance knows of it");
        return new EnvironmentException(
                "generation %d has made no progress for %d s (%s); it is still being built, and `pipeline"
                                .formatted(number, PATIENCE.toSeconds(), state)
                        + " replay` goes on with it: see the instances' logs and /health/ready");
    }
}
