package io.orderpipeline.generation;

import static io.orderpipeline.generation.GenerationStatus.ABANDONED;
import static io.orderpipeline.generation.GenerationStatus.BUILDING;
import static io.orderpipeline.generation.GenerationStatus.GRACE;
import static io.orderpipeline.generation.GenerationStatus.RETIRED;
import static io.orderpipeline.generation.GenerationStatus.VERIFIED;

import io.orderpipeline.topic.Applications;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * All generations of the views, as a value. Exactly one is live; to promote another takes two
 * steps: {@link #hold}, upon which every instance stops answering, and {@link #switchOver}, upon
 * which they answer from the other.
 *
 * @param revision counts the changes
 * @param live the generation that answers
 * @param holding present between a hold and what ends it
 * @param generations in the order of their numbers
 */
public record GenerationTable(
        long revision, int live, Optional<Hold> holding, List<Generation> generations) {

    /** Of those that are gone, as many are remembered. */
    private static final int REMEMBERED = 100;

    /** What stands before anything was ever changed: the first generation, which is live. */
    public static final GenerationTable INITIAL =
            new GenerationTable(
                    0,
                    Applications.FIRST_VIEWS_GENERATION,
                    Optional.empty(),
                    List.of(
                            new Generation(
                                    Applications.FIRST_VIEWS_GENERATION,
                                    GenerationStatus.LIVE,
                                    new Generation.Start(
                                            0,
                                            "pipeline",
                                            "the first",
                                            OptionalInt.empty(),
                                            Optional.empty()),
                                    Optional.empty(),
                                    OptionalLong.empty(),
                                    OptionalLong.empty())));

    public GenerationTable {
        generations = List.copyOf(generations);
    }

    /** The generation with a number, if it is known. */
    public Optional<Generation> find(int number) {
        return generations.stream().filter(each -> each.number() == number).findFirst();
    }

    /** The one that is being built, or is verified and waits to be promoted. */
    public Optional<Generation> candidate() {
        return generations.stream()
                .filter(each -> each.status() == BUILDING || each.status() == VERIFIED)
                .findFirst();
    }

    /** The one that was live before, as long as it follows the log. */
    public Optional<Generation> rollbackTarget() {
        return generations.stream()
                .filter(each -> each.status() == GRACE)
                .max(Comparator.comparingLong(each -> each.promotedAtMs().orElse(0)));
    }

    /** Those that instances host. */
    public List<Generation> hosted() {
        return generations.stream().filter(each -> each.status().isHosted()).toList();
    }

    /** Has the next generation built; one at a time. */
    public Change start(Generation.Start start) {
        if (candidate().isPresent()) {
            return refused(
                    "generation %d is there already and not live yet; go on with it, or abandon it"
                            .formatted(candidate().get().number()));
        }
        int next = generations.get(generations.size() - 1).number() + 1;
        List<Generation> more = new ArrayList<>(remembered());
        more.add(Generation.building(next, start));
        return new Change.To(new GenerationTable(revision + 1, live, holding, more));
    }

    /** Says that a generation agrees with the live one and with an independent fold. */
    public Change verified(int number, Generation.Verification all) {
        return require(number, "be verified", BUILDING, VERIFIED)
                .orElseGet(() -> with(number, each -> each.verified(all)));
    }

    /** Takes that back: a later comparison found that it differs. */
    public Change doubted(int number) {
        return requireNotHeldFor(number)
                .or(() -> require(number, "be doubted", BUILDING, VERIFIED))
                .orElseGet(() -> with(number, Generation::doubted));
    }

    /** Has every instance stop answering, so that another generation may become live. */
    public Change hold(int to, String by, long atMs) {
        if (holding.isPresent()) {
            return refused(
                    "everything is held already for generation %d; it ends within seconds"
                            .formatted(holding.get().to()));
        }
        long next = revision + 1;
        return require(to, "be promoted", VERIFIED, GRACE)
                .orElseGet(
                        () ->
                                new Change.To(
                                        new GenerationTable(
                                                next,
                                                live,
                                                Optional.of(new Hold(to, next, by, atMs)),
                                                generations)));
    }

    /** A hold for the generation that was live before. */
    public Change rollback(String by, long atMs) {
        return rollbackTarget()
                .map(target -> hold(target.number(), by, atMs))
                .orElseGet(
                        () ->
                                refused(
                                        "there is no generation to go back to from %d: none is in its time of grace"
                                                .formatted(live)));
    }

    /**
     * Ends a hold: its generation answers from now on, and the one before follows the log for a
     * while.
     *
     * @param holdRevision the {@link Hold#revision} of the hold, which must still be there
     */
    public Change switchOver(long holdRevision, long atMs, long retireAtMs) {
        return requireHold(holdRevision)
                .orElseGet(
                        () -> {
                            int to = holding.orElseThrow().to();
                            List<Generation> switched =
                                    replaced(
                                            each ->
                                                    each.number() == to
                                                            ? each.live(atMs)
                                                            : each.number() == live
                                                                    ? each.grace(retireAtMs)
                                                                    : each);
                            return new Change.To(
                                    new GenerationTable(
                                            revision + 1, to, Optional.empty(), switched));
                        });
    }

    /**
     * Ends a hold without a switch: the same generation answers on.
     *
     * @param holdRevision the {@link Hold#revision} of the hold, which must still be there
     */
    public Change cancelHold(long holdRevision) {
        return requireHold(holdRevision)
                .orElseGet(
                        () ->
                                new Change.To(
                                        new GenerationTable(
                                                revision + 1,
                                                live,
                                                Optional.empty(),
                                                generations)));
    }

    /** Removes a generation that was live before. */
    public Change retire(int number) {
        return requireNotHeldFor(number)
                .or(() -> require(number, "be retired", GRACE))
                .orElseGet(() -> with(number, each -> each.gone(RETIRED)));
    }

    /** Removes a generation that was never live. */
    public Change abandon(int number) {
        return requireNotHeldFor(number)
                .or(() -> require(number, "be abandoned", BUILDING, VERIFIED))
                .orElseGet(() -> with(number, each -> each.gone(ABANDONED)));
    }

    private Optional<Change> require(int number, String to, GenerationStatus... allowed) {
        List<GenerationStatus> legal = List.of(allowed);
        Optional<Generation> found = find(number);
        if (found.isEmpty()) {
            return Optional.of(
                    refused(
                            "there is no generation %d; there are %s"
                                    .formatted(
                                            number,
                                            generations.stream()
                                                    .map(Generation::number)
                                                    .toList())));
        }
        GenerationStatus status = found.get().status();
        return legal.contains(status)
                ? Optional.empty()
                : Optional.of(
                        refused(
                                "generation %d is %s and cannot %s; that takes one that is %s"
                                        .formatted(number, status, to, either(legal))));
    }

    private static String either(List<GenerationStatus> legal) {
        return String.join(" or ", legal.stream().map(GenerationStatus::name).toList());
    }

    private Optional<Change> requireHold(long holdRevision) {
        return holding.filter(hold -> hold.revision() == holdRevision).isPresent()
                ? Optional.empty()
                : Optional.of(
                        refused(
                                "the hold of revision %d has ended without a switch; generation %d answers on"
                                        .formatted(holdRevision, live)));
    }

    private Optional<Change> requireNotHeldFor(int number) {
        return holding.filter(hold -> hold.to() == number)
                .map(hold -> refused("generation %d is just being promoted".formatted(number)));
    }

    private Change with(int number, UnaryOperator<Generation> step) {
        return new Change.To(
                new GenerationTable(
                        revision + 1,
                        live,
                        holding,
                        replaced(each -> each.number() == number ? step.apply(each) : each)));
    }

    private List<Generation> replaced(UnaryOperator<Generation> step) {
        return generations.stream().map(step).toList();
    }

    /** Without the oldest of those that are gone, when they are many. */
    private List<Generation> remembered() {
        List<Generation> gone =
                generations.stream().filter(each -> !each.status().isHosted()).toList();
        List<Generation> forgotten = gone.subList(0, Math.max(0, gone.size() - REMEMBERED));
        return generations.stream().filter(each -> !forgotten.contains(each)).toList();
    }

    private static Change refused(String reason) {
        return new Change.Refused(reason);
    }
}
