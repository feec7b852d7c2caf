package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.digest.AppDigests;
import io.orderpipeline.sim.digest.DigestSource;
import io.orderpipeline.sim.digest.Generations;
import io.orderpipeline.sim.digest.Generations.Generation;
import io.orderpipeline.sim.digest.KafkaEventLog;
import io.orderpipeline.sim.digest.Scope;
import io.orderpipeline.sim.digest.Verdict;
import io.orderpipeline.sim.digest.Verification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds the live generation of the views, and each that may become live and has caught up, against
 * the log.
 */
record ViewsReader(Connection connection, AuditOptions.App app) {

    /** What was replaced may be damaged: that may be why it was. */
    private static final String KEPT = "GRACE";

    /**
     * How they compare; absent when no app is there and nobody named one.
     *
     * @throws EnvironmentException one that somebody named is not there, or one that is does not
     *     tell what it has
     */
    Optional<Verdict> read(List<String> notes) throws InterruptedException {
        AppDigests digests = new AppDigests(app.url());
        Generations generations;
        try {
            generations = generations(digests);
        } catch (EnvironmentException unanswered) {
            if (app.named()) {
                throw unanswered;
            }
            notes.add("I10 was not checked: " + unanswered.getMessage());
            return Optional.empty();
        }
        return Optional.of(compared(digests, generations, notes));
    }

    private Verdict compared(AppDigests digests, Generations generations, List<String> notes)
            throws InterruptedException {
        List<DigestSource> sources = new ArrayList<>();
        for (Generation each : generations.all()) {
            if (each.status().equals(KEPT)) {
                notes.add(
                        "generation %d is kept to go back to (%s): left out of I10"
                                .formatted(each.number(), KEPT));
            } else if (each.number() == generations.live() || each.caughtUp()) {
                sources.add(digests.of(each.number()));
            } else if (!each.hosts().isEmpty()) {
                notes.add(
                        "generation %d is %s and has not caught up: left out of I10"
                                .formatted(each.number(), each.status()));
            }
        }
        try (KafkaEventLog log = KafkaEventLog.connect(connection)) {
            return new Verification(log, sources, Scope.ALL, (partitions, of, orders) -> {}).run();
        }
    }

    private Generations generations(AppDigests digests) {
        try {
            return digests.generations();
        } catch (IOException nobody) {
            throw new EnvironmentException(
                    "the app at %s does not say which generations of the views there are (%s); start it"
                                    .formatted(app.url(), nobody.getMessage())
                            + " with ./pipeline app, or name another instance with --url",
                    nobody);
        }
    }
}
