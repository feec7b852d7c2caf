package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.outcome.CommandOutcome;
import io.orderpipeline.schema.outcome.OutcomeKind;
import io.orderpipeline.schema.state.HandledCommand;
import io.orderpipeline.schema.state.OrderSnapshot;
import io.orderpipeline.schema.state.OrderState;
import io.orderpipeline.schema.state.Payment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The auditor's own fold: the state that an order must have after the outcomes that its memory is
 * made of, told by the schemas' documentation. Pure.
 */
final class Fold {

    private Fold() {}

    /**
     * @param handled events and remembered rejections of one order, at least one
     * @param memory how much is remembered, and how long nothing must happen before a state can
     *     have been forgotten
     */
    static OrderState of(List<OutcomeRecord> handled, DeciderMemory memory) {
        List<OutcomeRecord> life = lastLife(handled, memory.closedRetention());
        OutcomeRecord last = life.get(life.size() - 1);
        long version = 0;
        OrderSnapshot order = null;
        List<String> refunded = new ArrayList<>();
        for (OutcomeRecord outcome : life) {
            if (outcome instanceof OutcomeRecord.Event event) {
                version = event.version();
                order = evolve(order, event);
                event.fact().refund().ifPresent(each -> refunded.add(each.transactionId()));
            }
        }
        return new OrderState(
                last.orderId(),
                version,
                last.sequence().orElse(0L),
                Instant.ofEpochMilli(last.handledAtMs()),
                order,
                refunded,
                remembered(life, memory.commands()));
    }

    /** How the decider must remember the command behind an outcome. */
    static CommandOutcome remembered(OutcomeRecord outcome) {
        if (outcome instanceof OutcomeRecord.Event event) {
            return new CommandOutcome(OutcomeKind.ACCEPTED, event.version(), null);
        }
        OutcomeRecord.Rejection rejection = (OutcomeRecord.Rejection) outcome;
        return new CommandOutcome(
                OutcomeKind.REJECTED, rejection.currentVersion(), rejection.reason());
    }

    /** What happened since the order id was last begun anew, by sequence. */
    private static List<OutcomeRecord> lastLife(List<OutcomeRecord> handled, Duration pause) {
        List<OutcomeRecord> byTime = new ArrayList<>(handled);
        byTime.sort(
                Comparator.comparingLong(OutcomeRecord::handledAtMs).thenComparing(Fold::number));
        int start = 0;
        for (int next = 1; next < byTime.size(); next++) {
            OutcomeRecord here = byTime.get(next);
            long idleMs = here.handledAtMs() - byTime.get(next - 1).handledAtMs();
            if (number(here) == 1 && idleMs >= pause.toMillis()) {
                start = next;
            }
        }
        List<OutcomeRecord> life = new ArrayList<>(byTime.subList(start, byTime.size()));
        life.sort(Comparator.comparingLong(Fold::number));
        return life;
    }

    private static long number(OutcomeRecord outcome) {
        return outcome.sequence().orElse(0L);
    }

    private static @Nullable OrderSnapshot evolve(
            @Nullable OrderSnapshot order, OutcomeRecord.Event event) {
        if (event.fact().placed().isPresent()) {
            return event.fact().placed().get();
        }
        if (order == null) {
            return null;
        }
        Payment payment = event.fact().paid().or(order::getPayment).orElse(null);
        return new OrderSnapshot(
                Transitions.after(Optional.of(order.getStatus()), event.type()).orElseThrow(),
                order.getCustomerId(),
                order.getRegion(),
                order.getTotal(),
                payment);
    }

    private static List<HandledCommand> remembered(List<OutcomeRecord> life, int most) {
        return life.subList(Math.max(0, life.size() - most), life.size()).stream()
                .map(
                        each ->
                                new HandledCommand(
                                        each.commandId(),
                                        each.commandHash().orElse(0L),
                                        remembered(each)))
                .toList();
    }
}
