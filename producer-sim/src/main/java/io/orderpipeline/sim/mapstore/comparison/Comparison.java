package io.orderpipeline.sim.mapstore.comparison;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The rules by which losses are counted. Pure; they know no system. */
public final class Comparison {

    private Comparison() {}

    /** Counts what these outcomes lack. */
    public static Losses of(Outcomes outcomes) {
        long ordersLost = 0;
        long updatesLost = 0;
        for (Effect effect : new HashSet<>(outcomes.effects())) {
            if (!shown(effect, outcomes)) {
                ordersLost += effect instanceof Effect.Placed ? 1 : 0;
                updatesLost += effect instanceof Effect.Placed ? 0 : 1;
            }
        }
        return new Losses(ordersLost, appliedTwice(outcomes), updatesLost, untracked(outcomes));
    }

    private static boolean shown(Effect effect, Outcomes outcomes) {
        return standing(effect.orderId(), outcomes).filter(effect::shownBy).isPresent();
    }

    private static long appliedTwice(Outcomes outcomes) {
        Set<String> orders = new HashSet<>();
        Set<String> transactions = new HashSet<>();
        long twice = 0;
        for (Effect effect : outcomes.effects()) {
            if (effect instanceof Effect.Paid paid) {
                boolean firstOfOrder = orders.add(paid.orderId());
                boolean firstOfTransaction = transactions.add(paid.transactionId());
                twice += firstOfOrder && firstOfTransaction ? 0 : 1;
            }
        }
        return twice;
    }

    private static long untracked(Outcomes outcomes) {
        return outcomes.captures().stream().filter(each -> !tracked(each, outcomes)).count();
    }

    private static boolean tracked(Captured capture, Outcomes outcomes) {
        String transaction = capture.transactionId();
        return outcomes.refunded().contains(transaction)
                || standing(capture.orderId(), outcomes)
                        .filter(order -> order.cites(transaction))
                        .isPresent();
    }

    private static Optional<Standing> standing(String orderId, Outcomes outcomes) {
        return Optional.ofNullable(outcomes.standings().get(orderId));
    }
}
