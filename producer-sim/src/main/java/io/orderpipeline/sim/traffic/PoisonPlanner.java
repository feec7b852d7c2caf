package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.OrderCommand;
import java.util.List;
import java.util.Optional;

/** Spreads the poison records evenly over the orders and lets their kinds take turns. */
record PoisonPlanner(TrafficOptions options, Epoch epoch) {

    /** Poison draws from streams that no order has. */
    private static final long STREAM = Long.MIN_VALUE;

    /** How many poison records come before the order of this number (from 0). */
    int before(long order) {
        return (int) (options.mischief().poison() * order / options.orders());
    }

    Plan plan(int number, long order, long atMs) {
        String tag = options.seedHex() + "-p" + number;
        String orderId = "o-" + tag;
        OrderCommand command =
                new OrderCommand(
                        "c-" + tag + "-1",
                        orderId,
                        null,
                        epoch.at(atMs),
                        new CancelOrder("sent by a broken client"));
        Poison.Kind kind = List.of(Poison.Kind.values()).get(number % Poison.Kind.values().length);
        long noiseSeed = options.seed() ^ Dice.mix(STREAM + number);
        Poison poison = new Poison(kind, options.orderId(order), command, noiseSeed);
        PlannedRecord sent = new PlannedRecord(atMs, SentKind.POISON, poison, Outcome.DEAD_LETTER);
        return new Plan(orderId, List.of(sent), Optional.empty());
    }
}
