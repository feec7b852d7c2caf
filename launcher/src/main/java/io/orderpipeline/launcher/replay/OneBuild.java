package io.orderpipeline.launcher.replay;

import io.orderpipeline.generation.Generation;
import io.orderpipeline.launcher.client.Patience;
import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.digest.AppDigests;
import io.orderpipeline.sim.digest.Generations;
import io.orderpipeline.sim.digest.Generations.Member;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sees to it that a generation is the work of one build of the app from its first event to its
 * last: another build may have another projection, and what is no fact of an order is not compared.
 * One thread.
 */
record OneBuild(AppDigests app) {

    /** Longer than an instance takes to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** The build of all instances. */
    String current() {
        Map<String, List<String>> instances =
                look().members().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Member::build,
                                        TreeMap::new,
                                        Collectors.mapping(Member::instance, Collectors.toList())));
        if (instances.size() != 1) {
            throw new RefusedException(
                    "The instances are of different builds of the app: %s. Deploy one of them everywhere, then replay."
                            .formatted(instances));
        }
        return instances.keySet().iterator().next();
    }

    /** Refuses to go on with one that was begun with another build. */
    void require(Generation begun) {
        String now = current();
        String then = begun.start().build().orElse("unknown");
        if (!then.equals(now)) {
            throw new RefusedException(
                    "Generation %d was begun with build %s of the app, and the instances are of build %s now: it may have what either makes of the events. Give it up by `pipeline generations retire %d`, then replay again."
                            .formatted(begun.number(), then, now, begun.number()));
        }
    }

    private Generations look() {
        long start = System.nanoTime();
        while (true) {
            try {
                return ofEveryInstance(app.generations());
            } catch (IOException nobody) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new EnvironmentException(
                            "not every instance says of which build it is within %d s (%s); start it with `pipeline app`, or name an instance with --url"
                                    .formatted(PATIENCE.toSeconds(), nobody.getMessage()),
                            nobody);
                }
                Patience.sleep(LOOK_EVERY);
            }
        }
    }

    /** One that does not answer may be of another build. */
    private static Generations ofEveryInstance(Generations told) throws IOException {
        if (!told.unanswered().isEmpty() || told.members().isEmpty()) {
            throw new IOException("no answer from " + told.unanswered());
        }
        return told;
    }
}
