package io.orderpipeline.sim.traffic;

import static io.orderpipeline.sim.traffic.CommandType.CANCEL;
import static io.orderpipeline.sim.traffic.CommandType.FULFIL;
import static io.orderpipeline.sim.traffic.CommandType.PAY;
import static io.orderpipeline.sim.traffic.CommandType.PLACE;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What customers do with an order, and how often in a hundred. */
enum LifeCycle {
    FULFILLED(82),
    CANCELLED(8),
    ABANDONED(6),
    AWAITING_SHIPMENT(4);

    private final int percent;

    LifeCycle(int percent) {
        this.percent = percent;
    }

    List<CommandType> steps() {
        return switch (this) {
            case FULFILLED -> List.of(PLACE, PAY, FULFIL);
            case CANCELLED -> List.of(PLACE, CANCEL);
            case ABANDONED -> List.of(PLACE);
            case AWAITING_SHIPMENT -> List.of(PLACE, PAY);
        };
    }

    boolean pays() {
        return steps().contains(PAY);
    }

    /** How many orders in a hundred are paid. */
    static int paidPercent() {
        return percent(Arrays.stream(values()).filter(LifeCycle::pays));
    }

    /** One of those that are allowed, in their proportions. */
    static LifeCycle draw(Dice dice, Predicate<LifeCycle> allowed) {
        List<LifeCycle> choice = Arrays.stream(values()).filter(allowed).toList();
        int point = dice.between(0, percent(choice.stream()) - 1);
        for (LifeCycle cycle : choice) {
            point -= cycle.percent;
            if (point < 0) {
                return cycle;
            }
        }
        throw new IllegalStateException("a point beyond the life cycles' percentages");
    }

    private static int percent(Stream<LifeCycle> cycles) {
        return cycles.mapToInt(cycle -> cycle.percent).sum();
    }
}
