package io.orderpipeline.sim.traffic;

import static io.orderpipeline.sim.traffic.CommandType.CANCEL;
import static io.orderpipeline.sim.traffic.CommandType.FULFIL;
import static io.orderpipeline.sim.traffic.CommandType.PAY;
import static io.orderpipeline.sim.traffic.CommandType.PLACE;

import java.util.List;

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

    static LifeCycle draw(Dice dice) {
        int point = dice.between(0, 99);
        for (LifeCycle cycle : values()) {
            point -= cycle.percent;
            if (point < 0) {
                return cycle;
            }
        }
        throw new IllegalStateException("the life cycles' percentages do not add up to 100");
    }
}
