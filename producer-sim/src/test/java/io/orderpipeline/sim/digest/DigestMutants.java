package io.orderpipeline.sim.digest;

import io.orderpipeline.sim.digest.DigestStage.Held;
import io.orderpipeline.sim.digest.DigestStage.Views;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ways in which views can be wrong, each by its name. */
public final class DigestMutants {

    private static final String FULFILLED = "o-3";

    private DigestMutants() {}

    /**
     * A mutant.
     *
     * @param kind what it must be called
     * @param order which order must be named
     * @param version the first diverging version
     */
    public record Mutant(
            String name,
            Difference.Kind kind,
            String order,
            long version,
            Consumer<DigestStage> mutation) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** All of them; those of events and views are done to the live generation or the fresh one. */
    public static Stream<Mutant> all() {
        return Stream.of(events(), views(), orders(), log()).flatMap(each -> each);
    }

    private static Stream<Mutant> events() {
        return Stream.of(
                mutant("an event dropped", Difference.Kind.CHAIN, 2, s -> events(s).remove(1)),
                mutant("an event twice", Difference.Kind.AHEAD, 3, s -> twice(events(s), 1)),
                mutant("two swapped", Difference.Kind.CHAIN, 2, s -> swap(events(s), 1, 2)),
                mutant("an event forged", Difference.Kind.CHAIN, 2, s -> forge(events(s), 1)),
                mutant("the first forged", Difference.Kind.CHAIN, 1, s -> forge(events(s), 0)),
                mutant("the last lost", Difference.Kind.BEHIND, 3, s -> events(s).remove(2)),
                mutant("one of the live", Difference.Kind.CHAIN, 3, s -> forge(live(s), 2)));
    }

    private static Stream<Mutant> views() {
        return Stream.of(
                mutant("a stale view", Difference.Kind.FACTS, 3, s -> stale(s.fresh())),
                mutant("a stale live view", Difference.Kind.FACTS, 3, s -> stale(s.live())),
                mutant("a view forged", Difference.Kind.FACTS, 3, s -> facts(s, "00".repeat(32))),
                mutant("a view lost", Difference.Kind.FACTS, 3, s -> facts(s, "-")),
                mutant(
                        "another's view",
                        Difference.Kind.FACTS,
                        3,
                        s -> facts(s, s.fresh().of("o-8").facts)),
                new Mutant(
                        "a view of nothing",
                        Difference.Kind.FACTS,
                        "o-4",
                        1,
                        s -> s.fresh().of("o-4").facts = s.fresh().of(FULFILLED).facts));
    }

    private static Stream<Mutant> orders() {
        return Stream.of(
                mutant("an order missing", Difference.Kind.MISSING, 1, DigestMutants::lose),
                new Mutant(
                        "an order too many",
                        Difference.Kind.UNKNOWN,
                        "o-x",
                        1,
                        s -> partition(s.fresh()).add(new Held("o-x", s.fresh().of(FULFILLED)))),
                mutant(
                        "an order twice",
                        Difference.Kind.TWICE,
                        3,
                        s -> partition(s.fresh()).add(s.fresh().of(FULFILLED))),
                mutant("two orders swapped", Difference.Kind.CHAIN, 1, DigestMutants::exchange),
                mutant("another partition", Difference.Kind.UNKNOWN, 1, DigestMutants::move),
                mutant(
                        "nothing at all",
                        Difference.Kind.MISSING,
                        1,
                        s -> s.fresh().orders.clear()));
    }

    private static Stream<Mutant> log() {
        return Stream.of(
                mutant("the log lost one", Difference.Kind.AHEAD, 3, DigestMutants::lostByTheLog),
                mutant(
                        "a generation of another log",
                        Difference.Kind.CHAIN,
                        1,
                        s -> s.fresh().all().forEach(held -> forge(held.events, 0))));
    }

    private static Mutant mutant(
            String name, Difference.Kind kind, long version, Consumer<DigestStage> mutation) {
        return new Mutant(name, kind, FULFILLED, version, mutation);
    }

    private static List<ByteBuffer> events(DigestStage stage) {
        return stage.fresh().of(FULFILLED).events;
    }

    private static List<ByteBuffer> live(DigestStage stage) {
        return stage.live().of(FULFILLED).events;
    }

    private static List<Held> partition(Views views) {
        return views.at(1);
    }

    private static void twice(List<ByteBuffer> events, int index) {
        events.add(index, events.get(index));
    }

    private static void swap(List<ByteBuffer> events, int one, int other) {
        Collections.swap(events, one, other);
    }

    private static void forge(List<ByteBuffer> events, int index) {
        events.set(index, ByteBuffer.wrap("forged".getBytes(StandardCharsets.UTF_8)));
    }

    private static void facts(DigestStage stage, String facts) {
        stage.fresh().of(FULFILLED).facts = facts;
    }

    /** As it was before the last event. */
    private static void stale(Views views) {
        DigestStage before = DigestStage.clean();
        before.events(1).removeIf(each -> each.orderId().equals(FULFILLED) && each.version() == 3);
        views.of(FULFILLED).facts = before.projected(1).of(FULFILLED).facts;
    }

    private static void lose(DigestStage stage) {
        partition(stage.fresh()).removeIf(held -> held.order.equals(FULFILLED));
    }

    private static void exchange(DigestStage stage) {
        Held one = stage.fresh().of(FULFILLED);
        Held other = new Held("o-3", stage.fresh().of("o-13"));
        partition(stage.fresh()).replaceAll(held -> held == one ? other : held);
    }

    private static void move(DigestStage stage) {
        Held moved = stage.fresh().of(FULFILLED);
        partition(stage.fresh()).remove(moved);
        stage.fresh().at(0).add(moved);
    }

    private static void lostByTheLog(DigestStage stage) {
        stage.events(1).removeIf(each -> each.orderId().equals(FULFILLED) && each.version() == 3);
    }

    static Map<String, Difference> byOrder(Verdict verdict) {
        return verdict.generations().stream()
                .flatMap(each -> each.first().stream())
                .collect(Collectors.toMap(Difference::orderId, each -> each, (a, b) -> a));
    }
}
