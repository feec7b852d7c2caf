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
            step(before, event, violations);
            orders.put(event.orderId(), Progress.after(before, event));
            agree(event, index, violations);
        }
        sequences(evidence, violations);
    }

    private static boolean begunAnew(
            Progress before, OutcomeRecord.Event event, Evidence.Horizon horizon) {
        return event.version() == 1
                && before.forgettable()
                && forgettable(before.last(), event, horizon);
    }

    private static boolean forgettable(
            OutcomeRecord last, OutcomeRecord next, Evidence.Horizon horizon) {
        return next.handledAtMs() - last.handledAtMs() >= horizon.closedRetention().toMillis();
    }

    private static void step(
            @Nullable Progress before, OutcomeRecord.Event event, Violations violations) {
        long version = before == null ? 0 : before.version();
        Optional<OrderStatus> status = before == null ? Optional.empty() : before.status();
        if (event.version() != version + 1) {
            violations.found(
                    event.describe()
                            + " has version "
                            + event.version()
                            + " after version "
                            + version);
        } else if (!Transitions.legal(status, event.type())) {
            String from = status.map(Enum::name).orElse("no order");
            violations.found(event.describe() + " is no legal step from " + from);
        } else {
            PaymentSteps.check(before, event, violations);
        }
        if (before != null && event.at().partition() != before.last().at().partition()) {
            violations.found(event.describe() + " changes partition from " + before.last().at());
        }
    }

    private static void agree(OutcomeRecord.Event event, Index index, Violations violations) {
        if (event.compensating()) {
            index.compensation(event.cause())
                    .flatMap(CompensationRecord::issue)
                    .ifPresent(
                            issue ->
                                    violations.require(
                                            event.claim().equals(Optional.of(issue.claim())),
                                            () -> disagrees(event, "settle " + issue.claim())));
            return;
        }
        index.input(event.cause())
                .flatMap(CommandRecord::body)
                .ifPresent(
                        body ->
                                violations.require(
                                        body.payload() == event.fact().payload()
                                                && Transitions.eventOf(body.type())
                                                        .equals(event.type()),
                                        () -> disagrees(event, "a " + body.type())));
    }

    private static String disagrees(OutcomeRecord.Event event, String command) {
        return event.describe() + " does not say what its command says, " + command;
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
