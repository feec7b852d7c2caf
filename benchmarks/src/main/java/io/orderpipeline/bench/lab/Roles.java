package io.orderpipeline.bench.lab;

import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.util.List;

/** How far the roles of the pipeline are, by what their groups have committed. */
public final class Roles {

    private static final Applications IDS = Applications.DEFAULT;

    private Roles() {}

    /** Offsets of order.command that the decider has passed. */
    public static long decided(GroupPositions positions) {
        return positions.passed(IDS.decider(), Topics.ORDER_COMMAND.name());
    }

    /** Whether decider, tracker and views have nothing left to read. */
    public static boolean caughtUp(GroupPositions positions) {
        String events = Topics.ORDER_EVENT.name();
        return positions.isAtEnd(IDS.decider(), List.of(Topics.ORDER_COMMAND.name()))
                && positions.isAtEnd(
                        IDS.tracker(), List.of(events, Topics.PAYMENT_TRANSACTION.name()))
                && positions.isAtEnd(
                        IDS.views(Applications.FIRST_VIEWS_GENERATION),
                        List.of(events, IDS.ledgerChangelog()));
    }
}
