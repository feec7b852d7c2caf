package io.orderpipeline.launcher.replay;

import io.orderpipeline.generation.Change;
import io.orderpipeline.generation.ChangeRefusedException;
import io.orderpipeline.generation.GenerationTable;
import io.orderpipeline.generation.Hold;
import io.orderpipeline.launcher.client.Patience;
import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.digest.AppDigests;
import io.orderpipeline.sim.digest.Generations;
import io.orderpipeline.sim.digest.Generations.Member;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes another generation live: every instance stops answering, all say that they have, the table
 * is switched, all answer from the other. Killed anywhere, either the old one answers on, because
 * instances end a hold that nobody follows up, or the new one does. One use, one thread.
 */
final class Promotion {

    /** Less than the time after which instances end the hold by themselves. */
    private static final Duration HOLD_PATIENCE = Duration.ofSeconds(8);

    private static final Duration SERVE_PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Table table;
    private final AppDigests app;
    private final Duration grace;
    private Duration holdPatience = HOLD_PATIENCE;

    Promotion(Table table, AppDigests app, Duration grace) {
        this.table = table;
        this.app = app;
        this.grace = grace;
    }

    /** With another limit of its patience. */
    Promotion patient(Duration hold) {
        holdPatience = hold;
        return this;
    }

    /**
     * What came of it.
     *
     * @param from the generation that was live
     * @param to the one that is
     * @param revision of the table that says so
     * @param heldMs from the hold to the switch: what a request waited at most, but for what
     *     follows
     * @param servingMs from the switch until every instance answered from the new one
     */
    record Promoted(int from, int to, long revision, long heldMs, long servingMs) {}

    /** A verified one, or the one before in its time of grace. */
    Promoted to(int number, String by) {
        return promote(now -> now.hold(number, by, System.currentTimeMillis()));
    }

    /** The generation that was live before. */
    Promoted back(String by) {
        return promote(now -> now.rollback(by, System.currentTimeMillis()));
    }

    private Promoted promote(Function<GenerationTable, Change> begin) {
        int from = table.unheld().live();
        long start = System.nanoTime();
        Hold hold = table.change(begin).holding().orElseThrow();
        Optional<String> missing =
                await(
                        holdPatience,
                        all -> notHolding(all, hold).or(() -> notReady(all, hold.to())));
        if (missing.isPresent()) {
            cancel(hold);
            throw new RefusedException(
                    ("Not every instance was ready for the switch within %d s: %s. Generation %d answers on;"
                                    + " see `pipeline generations list`, and try again with"
                                    + " `pipeline generations promote %d`.")
                            .formatted(holdPatience.toSeconds(), missing.get(), from, hold.to()));
        }
        long nowMs = System.currentTimeMillis();
        GenerationTable switched =
                table.change(
                        now -> now.switchOver(hold.revision(), nowMs, nowMs + grace.toMillis()));
        long end = System.nanoTime();
        await(SERVE_PATIENCE, all -> notServing(all, switched))
                .ifPresent(who -> notServed(hold.to(), who));
        return new Promoted(
                from,
                hold.to(),
                switched.revision(),
                (end - start) / 1_000_000,
                (System.nanoTime() - end) / 1_000_000);
    }

    private void cancel(Hold hold) {
        try {
            GenerationTable unused = table.change(now -> now.cancelHold(hold.revision()));
        } catch (ChangeRefusedException ended) {
            // An instance was quicker.
        }
    }

    private static void notServed(int number, String who) {
        throw new EnvironmentException(
                "generation %d is live, but not every instance answers from it yet: %s; see `pipeline"
                                .formatted(number, who)
                        + " generations list`, and go back with `pipeline generations rollback`");
    }

    private static Optional<String> notHolding(Generations all, Hold hold) {
        return lacking(all, member -> member.holding() && member.revision() >= hold.revision());
    }

    private static Optional<String> notServing(Generations all, GenerationTable switched) {
        return lacking(all, member -> member.revision() >= switched.revision() && !member.holding())
                .or(() -> notReady(all, switched.live()));
    }

    private static Optional<String> notReady(Generations all, int number) {
        boolean ready =
                all.find(number)
                        .filter(each -> !each.hosts().isEmpty())
                        .filter(
                                each ->
                                        each.hosts().stream()
                                                .allMatch(host -> host.where().ready()))
                        .isPresent();
        return ready
                ? Optional.empty()
                : Optional.of("generation %d is not ready everywhere".formatted(number));
    }

    private static Optional<String> lacking(Generations all, Predicate<Member> condition) {
        List<String> who =
                all.members().stream().filter(condition.negate()).map(Member::instance).toList();
        if (who.isEmpty() && all.unanswered().isEmpty() && !all.members().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("not yet %s, no answer from %s".formatted(who, all.unanswered()));
    }

    /** What still lacks when patience ends; empty when nothing does. */
    private Optional<String> await(
            Duration patience, Function<Generations, Optional<String>> lacks) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<String> lacking = look(lacks);
        while (lacking.isPresent() && System.nanoTime() - deadline < 0) {
            Patience.sleep(LOOK_EVERY);
            lacking = look(lacks);
        }
        return lacking;
    }

    private Optional<String> look(Function<Generations, Optional<String>> lacks) {
        try {
            return lacks.apply(app.generations());
        } catch (IOException nobody) {
            return Optional.of("the app does not answer (" + nobody.getMessage() + ")");
        }
    }
}
