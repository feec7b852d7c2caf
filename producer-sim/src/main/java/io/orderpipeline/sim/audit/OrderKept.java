package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.state.OrderStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * I4: per order, in the order of the topic, versions run 1..n, sequences rise, transitions are
 * legal, and each event says what its command said. An order id may begin anew only when its state
 * may have been forgotten.
 */
final class OrderKept implements Invariant {

    private record Progress(long version, OutcomeRecord.Event last, Optional<OrderStatus> status) {}

    @Override
    public String id() {
        return "I4";
    }

    @Override
    public String title() {
        return "order kept";
    }

    @Override
    public void check(Evidence evidence, Index index, Violations violations) {
        Map<String, Progress> orders = new HashMap<>();
        for (OutcomeRecord.Event event : evidence.log().events()) {
            violations.checked();
            Progress before = orders.get(event.orderId());
            if (before != null && begunAnew(before, event, evidence.horizon())) {
                before = null;
            }
            orders.put(event.orderId(), step(before, event, violations));
            agree(event, index, violations);
        }
        sequences(evidence, violations);
    }

    private static boolean begunAnew(
            Progress before, OutcomeRecord.Event event, Evidence.Horizon horizon) {
        return event.version() == 1 && forgettable(before.last(), event, horizon);
    }

    private static boolean forgettable(
            OutcomeRecord last, OutcomeRecord next, Evidence.Horizon horizon) {
        return next.handledAtMs() - last.handledAtMs() >= horizon.closedRetention().toMillis();
    }

    private static Progress step(
            @Nullable Progress before, OutcomeRecord.Event event, Violations violations) {
        long version = before == null ? 0 : before.version();
        Optional<OrderStatus> status = before == null ? Optional.empty() : before.status();
        Optional<OrderStatus> next = Transitions.next(status, event.type());
        if (event.version() != version + 1) {
            violations.found(
                    event.describe()
                            + " has version "
                            + event.version()
                            + " after version "
                            + version);
        } else if (next.isEmpty()) {
            String from = status.map(Enum::name).orElse("no order");
            violations.found(event.describe() + " is no legal step from " + from);
        }
        if (before != null && event.at().partition() != before.last().at().partition()) {
            violations.found(event.describe() + " changes partition from " + before.last().at());
        }
        return new Progress(event.version(), event, next.isPresent() ? next : landed(event));
    }

    /** After an illegal step go on from where it led, so that one fault is told once. */
    private static Optional<OrderStatus> landed(OutcomeRecord.Event event) {
        return switch (event.type()) {
            case "OrderPlaced" -> Optional.of(OrderStatus.PLACED);
            case "PaymentConfirmed" -> Optional.of(OrderStatus.PAID);
            case "OrderFulfilled" -> Optional.of(OrderStatus.FULFILLED);
            default -> Optional.of(OrderStatus.CANCELLED);
        };
    }

    private static void agree(OutcomeRecord.Event event, Index index, Violations violations) {
        Optional<CommandRecord.Body> command =
                Index.causedByCommand(event)
                        ? index.command(event.cause().at()).flatMap(CommandRecord::body)
                        : Optional.empty();
        command.ifPresent(
                body ->
                        violations.require(
                                body.payload() == event.payload()
                                        && Transitions.eventOf(body.type()).equals(event.type()),
                                () ->
                                        event.describe()
                                                + " does not say what its command says, a "
                                                + body.type()));
    }

    private static void sequences(Evidence evidence, Violations violations) {
        Map<String, OutcomeRecord> last = new HashMap<>();
        evidence.log().events().forEach(each -> rise("e", each, last, evidence, violations));
        evidence.log().rejections().forEach(each -> rise("r", each, last, evidence, violations));
    }

    /** Within one topic; events and rejections have no common order but their sequence. */
    private static void rise(
            String topic,
            OutcomeRecord outcome,
            Map<String, OutcomeRecord> last,
            Evidence evidence,
            Violations violations) {
        if (outcome.sequence().isEmpty()) {
            return;
        }
        OutcomeRecord before = last.put(topic + outcome.orderId(), outcome);
        if (before != null
                && number(outcome) <= number(before)
                && !forgettable(before, outcome, evidence.horizon())) {
            violations.found(
                    outcome.describe()
                            + " has sequence "
                            + number(outcome)
                            + " after "
                            + number(before));
        }
    }

    private static long number(OutcomeRecord outcome) {
        return outcome.sequence().orElse(0L);
    }
}
