package io.orderpipeline.runtime;

import io.orderpipeline.generation.Generation;
import io.orderpipeline.generation.GenerationStatus;
import io.orderpipeline.generation.GenerationTable;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings about what the table says: starts and stops generations here, removes what those leave
 * behind that are gone, and ends a time of grace that is over. Each step can be repeated, and what
 * fails is tried again with the next look. One thread.
 */
final class GenerationSteward {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationSteward.class);

    private final Hosting hosting;
    private final GenerationRemoval removal;
    private final GenerationChanges changes;
    private final Clock clock;
    private final Set<Integer> removed = new HashSet<>();

    GenerationSteward(
            Hosting hosting, GenerationRemoval removal, GenerationChanges changes, Clock clock) {
        this.hosting = hosting;
        this.removal = removal;
        this.changes = changes;
        this.clock = clock;
    }

    /** Those that run here. */
    interface Hosting {

        /** Which ones. */
        Set<Integer> numbers();

        /** One more. */
        void start(int number);

        /** Not any more. */
        void stop(int number);

        void limit(int number, OptionalInt eventsPerSecond);

        /** The application id of one. */
        String application(int number);
    }

    /** Does what is due. */
    void act(GenerationTable table) {
        for (Generation each : table.generations()) {
            try {
                act(each);
            } catch (RuntimeException
                    | ExecutionException
                    | TimeoutException
                    | IOException failed) {
                LOG.warn(
                        "generation {} of the views: {}; it is tried again",
                        each.number(),
                        failed.toString());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void act(Generation generation)
            throws ExecutionException, InterruptedException, TimeoutException, IOException {
        int number = generation.number();
        if (generation.status().isHosted()) {
            host(generation);
        } else if (!removed.contains(number)) {
            if (hosting.numbers().contains(number)) {
                LOG.info("generation {} of the views is {}", number, generation.status());
                hosting.stop(number);
            }
            if (removal.remove(hosting.application(number))) {
                LOG.info("generation {} of the views: nothing of it is left", number);
                removed.add(number);
            }
        }
    }

    private void host(Generation generation) {
        int number = generation.number();
        if (!hosting.numbers().contains(number)) {
            LOG.info("generation {} of the views is {}", number, generation.status());
            hosting.start(number);
        }
        hosting.limit(
                number,
                generation.status() == GenerationStatus.BUILDING
                        ? generation.start().rate()
                        : OptionalInt.empty());
        if (generation.status() == GenerationStatus.GRACE
                && generation.retireAtMs().orElse(Long.MAX_VALUE) <= clock.millis()) {
            changes.change(
                    "the time of grace of generation %d is over".formatted(number),
                    now -> now.retire(number));
        }
    }
}
