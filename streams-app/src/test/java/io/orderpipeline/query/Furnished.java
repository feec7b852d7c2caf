package io.orderpipeline.query;

import io.orderpipeline.pipeline.LedgerRows;
import io.orderpipeline.query.OperatorCommands.Fate;
import io.orderpipeline.query.OrderReads.AsOf;
import io.orderpipeline.query.OrderReads.PlacedEvent;
import io.orderpipeline.query.command.Outcome;
import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.OrderPlaced;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * A real server with something of everything: the order o-1, its transaction t-1, a command k-1.
 */
final class Furnished {

    private static final Money TOTAL = new Money(2_500L, "EUR");

    private Furnished() {}

    static FrontDesk desk() {
        FrontDesk desk = new FrontDesk();
        MemoryViews views = desk.views;
        views.orders.put("o-1", Orders.paid("o-1").build());
        views.past.put("o-1", new AsOf(Optional.of(Orders.placed("o-1").build()), true));
        views.events.put(
                "o-1",
                List.of(
                        event(
                                1,
                                new OrderPlaced(
                                        "c-7",
                                        "eu-west",
                                        TOTAL,
                                        List.of(new OrderLine("sku-1", 2, 1_250L)))),
                        event(2, new PaymentConfirmed("t-1", TOTAL))));
        views.outcomes.put("o-1/k-1", new Outcome.Accepted(2, List.of("PaymentConfirmed")));
        views.outcomes.put("o-1/k-2", new Outcome.Rejected(2, "ALREADY_PAID", "It is paid."));
        views.rows.add(LedgerRows.complete("t-1", "o-1"));
        views.rows.add(LedgerRows.escalated("t-2", "o-2", 5, "why"));
        views.roles =
                List.of(
                        new RoleHealth("decider", "RUNNING", true, null),
                        new RoleHealth("views", "RUNNING", true, null));
        desk.fate = Fate.ACCEPTED;
        desk.brokers =
                sent -> {
                    sent.written(0, 7);
                    desk.tell(Endings.fulfilled(sent.command(), 3, Endings.at(0, 7)));
                };
        return desk;
    }

    private static PlacedEvent event(long version, Object payload) {
        return new PlacedEvent(
                0,
                version,
                new OrderEvent(
                        "o-1",
                        version,
                        version,
                        "k-" + version,
                        0L,
                        Endings.at(0, version),
                        LedgerRows.NOON,
                        payload));
    }
}
