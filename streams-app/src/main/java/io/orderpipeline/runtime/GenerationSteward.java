package io.orderpipeline.runtime;

import io.orderpipeline.generation.Change;
import io.orderpipeline.generation.ChangeRefusedException;
import io.orderpipeline.generation.Generation;
import io.orderpipeline.generation.GenerationLog;
import io.orderpipeline.generation.GenerationStatus;
import io.orderpipeline.generation.GenerationTable;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings about what the table says: starts and stops generations here, removes what those leave
 * behind that are gone, and ends what nobody ended, a hold that no switch followed and a time of
 * grace that is over. Each step can be repeated, and what fails is tried again with the next look.
 * One thread.
 */
final class GenerationSteward {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationSteward.class);

    private final Hosting hosting;
    private final GenerationRemoval removal;
    private final Supplier<GenerationLog> log;
    private final Clock clock;
    private final Set<Integer> removed = new HashSet<>();

    GenerationSteward(
            Hosting hosting, GenerationRemoval removal, Supplier<GenerationLog> log, Clock clock) {
        this.hosting = hosting;
        this.removal = removal;
        this.log = log;
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

    /**
     * Does what is due.
     *
     * @param holdOverdue whether the table's hold has lasted longer than it may
     */
    void act(GenerationTable table, boolean holdOverdue) {
        if (holdOverdue) {
            table.holding()
                    .ifPresent(
                            hold ->
                                    change(
                                            "the hold for generation %d was not followed by a switch"
                                                    .formatted(hold.to()),
                                            now -> now.cancelHold(hold.revision())));
        }
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
            change(
                    "the time of grace of generation %d is over".formatted(number),
                    now -> now.retire(number));
        }
    }

    private void change(String why, Function<GenerationTable, Change> transition) {
        try (GenerationLog open = log.get()) {
            open.change(transition);
            LOG.info("{}", why);
        } catch (ChangeRefusedException already) {
            LOG.debug("{}: {}", why, already.getMessage()); // another instance was faster
        } catch (KafkaException unanswered) {
            LOG.warn("{}, and the table cannot be changed: {}", why, unanswered.toString());
        }
    }
}
