package io.orderpipeline.sim.audit;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What is left behind where no tracker was ever started. */
final class TrackerMutants {

    private TrackerMutants() {}

    /**
     * Neither a ledger nor anything that a tracker emits. Orders that would stand elsewhere without
     * one are taken out; a pending capture, of which nobody was told, is left.
     */
    static void never(ReferenceRun run) {
        run.tracked = false;
        without(run, compensated(run));
        run.deadLetters.removeIf(JournalKept::journal);
    }

    private static Set<String> compensated(ReferenceRun run) {
        return run.compensations.stream().map(CompensationRecord::key).collect(Collectors.toSet());
    }

    private static void without(ReferenceRun run, Set<String> orders) {
        Set<String> transactions = new HashSet<>();
        run.journal.stream()
                .flatMap(each -> each.entry().stream())
                .filter(entry -> orders.contains(entry.claim().orderId()))
                .forEach(entry -> transactions.add(entry.claim().transactionId()));
        run.commands.removeIf(
                each -> each.body().filter(body -> orders.contains(body.orderId())).isPresent());
        run.events.removeIf(each -> orders.contains(each.orderId()));
        run.rejections.removeIf(each -> orders.contains(each.orderId()));
        run.journal.removeIf(
                each ->
                        each.entry()
                                .filter(entry -> orders.contains(entry.claim().orderId()))
                                .isPresent());
        run.compensations.clear();
        run.requests.clear();
        run.states.keySet().removeAll(orders);
        run.plans.removeIf(each -> orders.contains(each.order()));
        run.sent.removeIf(each -> orders.contains(each.order()));
        run.captures.removeIf(each -> orders.contains(each.order()));
        run.refunds.removeIf(each -> transactions.contains(each.transaction()));
    }
}
