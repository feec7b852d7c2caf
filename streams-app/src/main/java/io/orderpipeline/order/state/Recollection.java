package io.orderpipeline.order.state;

import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.event.Fact.Happened;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes a lost state from the facts that the log holds of its order, and says whether a state that
 * is there can be as it is. Pure.
 *
 * @param rememberedCommands capacity of the command-id memory
 * @param closedRetention silence after which an order can have been forgotten and begun anew
 */
public record Recollection(int rememberedCommands, Duration closedRetention) {

    /**
     * The state after these facts.
     *
     * @param facts those of one order that have a sequence, events and refusals each in the order
     *     of their topic
     * @throws IllegalStateException when a fact does not follow on those before it: then the log
     *     itself is damaged
     */
    public OrderState recall(String orderId, List<Fact> facts) {
        OrderState state = OrderState.blank(orderId);
        for (Fact fact : lastLife(facts)) {
            state = state.apply(fact, rememberedCommands);
        }
        return state;
    }

    /**
     * Whether {@code state} can have come from the facts behind {@code recalled}, of which
     * retention has taken some refusals: it may remember more than they tell.
     */
    public static boolean explains(OrderState recalled, OrderState state) {
        List<HandledCommand> told = recalled.memory().newest();
        List<HandledCommand> kept = state.memory().newest();
        return state.orderId().equals(recalled.orderId())
                && state.version() == recalled.version()
                && state.order().equals(recalled.order())
                && state.refunds().equals(recalled.refunds())
                && state.sequence() >= recalled.sequence()
                && !state.changedAt().isBefore(recalled.changedAt())
                && kept.containsAll(
                        told.subList(Math.max(0, told.size() - kept.size()), told.size()));
    }

    /** What happened since the order id was last begun anew. */
    private List<Fact> lastLife(List<Fact> facts) {
        List<Fact> byTime = new ArrayList<>(facts);
        byTime.sort(
                Comparator.<Fact, Instant>comparing(fact -> fact.origin().at())
                        .thenComparingLong(Recollection::sequence));
        int start = 0;
        boolean placed = false;
        for (int next = 0; next < byTime.size(); next++) {
            Fact here = byTime.get(next);
            boolean silence = next > 0 && isSilence(byTime.get(next - 1), here);
            if (silence && (sequence(here) == 1 || (placed && version(here) == 1))) {
                start = next;
            }
            placed |= version(here) > 0;
        }
        List<Fact> life = new ArrayList<>(byTime.subList(start, byTime.size()));
        life.sort(
                Comparator.comparingLong(Recollection::sequence)
                        .thenComparingLong(Recollection::version));
        return life;
    }

    private boolean isSilence(Fact before, Fact after) {
        Duration between = Duration.between(before.origin().at(), after.origin().at());
        return between.compareTo(closedRetention) >= 0;
    }

    private static long version(Fact fact) {
        return fact instanceof Happened happened ? happened.version() : 0;
    }

    private static long sequence(Fact fact) {
        return fact.match(
                new Fact.Cases<>() {
                    @Override
                    public Long happened(Happened happened) {
                        return happened.sequence();
                    }

                    @Override
                    public Long refused(Fact.Refused refused) {
                        return refused.sequence().orElse(0);
                    }
                });
    }
}
