package io.orderpipeline.order.decision;

import static io.orderpipeline.order.event.RejectionReason.COMMAND_ID_REUSED;
import static io.orderpipeline.order.event.RejectionReason.DUPLICATE_COMMAND;
import static io.orderpipeline.order.event.RejectionReason.INVALID_COMMAND;
import static io.orderpipeline.order.event.RejectionReason.VERSION_CONFLICT;

import io.orderpipeline.order.command.Command;
import io.orderpipeline.order.command.ReceivedCommand;
import io.orderpipeline.order.decision.Decision.Accept;
import io.orderpipeline.order.decision.Decision.Reject;
import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.Fact.Refused;
import io.orderpipeline.order.event.OrderEvent;
import io.orderpipeline.order.event.Origin;
import io.orderpipeline.order.state.HandledCommand;
import io.orderpipeline.order.state.OrderState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides what a command comes to. Idempotency is judged first, so that a resend is recognised
 * whatever has happened to the order since; then the body's validity, the expected version, and the
 * order's life cycle. A pure function: the same command on the same state gives the same facts.
 */
public final class Decider {

    private Decider() {}

    /**
     * The facts that {@code command} leads to, at least one; {@code state} is not changed by them
     * yet.
     */
    public static List<Fact> decide(ReceivedCommand command, OrderState state) {
        Origin origin = Origin.of(command);
        Optional<HandledCommand> earlier = state.memory().find(command.commandId());
        if (earlier.isPresent()) {
            return List.of(resend(origin, state, earlier.get()));
        }
        return record(origin, state, judge(command, state));
    }

    private static Fact resend(Origin origin, OrderState state, HandledCommand earlier) {
        boolean sameBody = earlier.commandHash() == origin.commandHash();
        return new Refused(
                origin,
                OptionalLong.empty(),
                state.version(),
                sameBody ? DUPLICATE_COMMAND : COMMAND_ID_REUSED,
                sameBody
                        ? "the command was handled before: " + earlier.outcome()
                        : "the command id was used before with another body, which was "
                                + earlier.outcome()
                                + "; another command needs an id of its own",
                Optional.of(earlier.outcome()));
    }

    private static Decision judge(ReceivedCommand command, OrderState state) {
        Optional<String> problem = command.body().problem();
        if (problem.isPresent()) {
            return Decision.reject(INVALID_COMMAND, problem.get());
        }
        OptionalLong expected = command.expectedVersion();
        if (expected.isPresent() && expected.getAsLong() != state.version()) {
            return Decision.reject(
                    VERSION_CONFLICT,
                    "the command expects version %d, the order is at version %d"
                            .formatted(expected.getAsLong(), state.version()));
        }
        return command.body().match(casesOf(state));
    }

    private static Command.Cases<Decision> casesOf(OrderState state) {
        return state.order()
                .<Command.Cases<Decision>>map(order -> new LifeCycle(order, state.refunds()))
                .orElseGet(() -> new Unplaced(state.refunds()));
    }

    private static List<Fact> record(Origin origin, OrderState state, Decision decision) {
        return decision.match(new Recording(origin, state));
    }

    /** Turns a decision into the facts that tell of it. */
    private record Recording(Origin origin, OrderState state)
            implements Decision.Cases<List<Fact>> {

        @Override
        public List<Fact> accept(Accept decision) {
            List<Fact> facts = new ArrayList<>();
            for (OrderEvent event : decision.events()) {
                long version = state.version() + facts.size() + 1;
                facts.add(new Happened(origin, version, state.sequence() + 1, event));
            }
            return facts;
        }

        @Override
        public List<Fact> reject(Reject decision) {
            return List.of(
                    new Refused(
                            origin,
                            OptionalLong.of(state.sequence() + 1),
                            state.version(),
                            decision.reason(),
                            decision.detail(),
                            Optional.empty()));
        }
    }
}
