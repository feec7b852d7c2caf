package io.orderpipeline.sim.audit;

import java.util.HashMap;
import java.util.Map;

/** I2: a command id has at most one effect on its order, a transaction pays at most once. */
final class NothingTwice implements Invariant {

    @Override
    public String id() {
        return "I2";
    }

    @Override
    public String title() {
        return "nothing twice";
    }

    @Override
    public void check(Evidence evidence, Index index, Violations violations) {
        Map<String, OutcomeRecord.Event> effects = new HashMap<>();
        Map<String, OutcomeRecord.Event> payments = new HashMap<>();
        violations.checked(index.outcomes().size());
        for (OutcomeRecord.Event event : evidence.log().events()) {
            String command = event.orderId() + "/" + event.commandId();
            once(effects, "command " + command, event, violations);
            event.paid()
                    .ifPresent(
                            payment -> {
                                String transaction = "transaction " + payment.getTransactionId();
                                once(payments, transaction, event, violations);
                            });
        }
    }

    private static void once(
            Map<String, OutcomeRecord.Event> seen,
            String what,
            OutcomeRecord.Event event,
            Violations violations) {
        OutcomeRecord.Event before = seen.putIfAbsent(what, event);
        if (before != null) {
            violations.found(what + " has effects at " + before.at() + " and " + event.at());
        }
    }
}
