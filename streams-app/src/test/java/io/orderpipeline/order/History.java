package io.orderpipeline.order;

import io.orderpipeline.order.command.Command;
import io.orderpipeline.order.command.ReceivedCommand;
import io.orderpipeline.order.decision.Decider;
import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.event.Fact.Refused;
import io.orderpipeline.order.event.RejectionReason;
import io.orderpipeline.order.state.OrderState;
import java.util.ArrayList;
import java.util.List;

/** An order's life in a test: each command is decided and applied, every fact is kept. */
public final class History {

    public static final int REMEMBERED = 64;

    private final List<Fact> facts = new ArrayList<>();
    private OrderState state = OrderState.blank("o-1");
    private int commands;

    /** A history in which each of the bodies came under an id of its own. */
    public static History of(Command... bodies) {
        History history = new History();
        for (Command body : bodies) {
            history.handle(body);
        }
        return history;
    }

    public List<Fact> handle(Command body) {
        return handle(Commands.command("earlier-" + commands++, body));
    }

    public List<Fact> handle(ReceivedCommand command) {
        List<Fact> decided = Decider.decide(command, state);
        for (Fact fact : decided) {
            state = state.apply(fact, REMEMBERED);
        }
        facts.addAll(decided);
        return decided;
    }

    public RejectionReason refusalOf(ReceivedCommand command) {
        return ((Refused) handle(command).get(0)).reason();
    }

    public OrderState state() {
        return state;
    }

    public List<Fact> facts() {
        return facts;
    }
}
