package io.orderpipeline.sim.traffic;

import java.util.Optional;

/**
 * Plans orders, each from its number and the moment when it begins, in any sequence and as often as
 * asked: the same order has the same plan. Immutable.
 *
 * @param options what determines the traffic
 * @param epoch when simulated time begins
 * @param customers who orders
 * @param incident who is hit, if it is the night of the incident
 */
record OrderPlanner(
        TrafficOptions options, Epoch epoch, Customers customers, Optional<Incident> incident) {

    /** So much later everything is over, even with the most orders that are allowed. */
    private static final long AFTERWARDS_MS = 24L * 60 * 60 * 1_000;

    /** Who goes astray is drawn from streams that no order has, so that the rest stays as it is. */
    private static final long STRAYS = Long.MIN_VALUE / 2;

    static OrderPlanner of(TrafficOptions options) {
        return new OrderPlanner(
                options,
                Epoch.of(options.seed()),
                new Customers(options.orders(), options.mischief().duplicates()),
                options.incident()
                        ? Optional.of(new Incident(options.seed(), options.orders()))
                        : Optional.empty());
    }

    Plan plan(long number, long startMs) {
        Plan plan = script(number, startMs).plan();
        double share = options.mischief().strays();
        return share > 0 && new Dice(options.seed(), STRAYS + number).chance(share)
                ? plan.astray()
                : plan;
    }

    /** The confirmation that was dropped, if the gateway finds it and sends it after all. */
    Optional<Plan> lateOriginal(long number, long startMs) {
        return incident.filter(night -> night.lateOriginal(number))
                .map(night -> script(number, startMs).lateOriginal(startMs + AFTERWARDS_MS));
    }

    private Script script(long number, long startMs) {
        Dice dice = new Dice(options.seed(), number);
        int customer = customers.draw(dice);
        Basket basket = Basket.fill(dice, Customers.id(customer), options.tag(number));
        Script script = new Script(options.tag(number), epoch, dice, startMs);
        Optional<Lot> lot = incident.map(night -> night.lot(number));
        if (lot.filter(Lot::affected).isPresent()) {
            new AffectedLife(basket, dice, script).write(lot.get());
        } else {
            Region paidIn =
                    lot.equals(Optional.of(Lot.ABROAD)) ? basket.abroad(dice) : basket.region();
            LifeCycle cycle = LifeCycle.draw(dice, each -> lot.isEmpty() || lot.get().allows(each));
            new OrdinaryLife(options.mischief(), basket, paidIn, dice, script).write(cycle);
        }
        script.resubmit(resubmits(number, customer));
        return script;
    }

    private int resubmits(long number, int customer) {
        if (incident.filter(night -> night.lot(number).affected()).isPresent()) {
            return incident.get().resubmits(number) ? Incident.RESUBMITS : 0;
        }
        return customers.resubmits(customer) ? options.mischief().resubmits() : 0;
    }
}
