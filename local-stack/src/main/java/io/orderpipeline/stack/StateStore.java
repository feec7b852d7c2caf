package io.orderpipeline.stack;

import java.util.function.UnaryOperator;

/** The stack's state in memory, written through to its file. Thread-safe. */
final class StateStore {

    private final StackHome home;
    private StackState state;

    StateStore(StackHome home, StackState state) {
        this.home = home;
        this.state = state;
    }

    synchronized StackState current() {
        return state;
    }

    synchronized void update(UnaryOperator<StackState> change) {
        state = change.apply(state);
        home.writeState(state);
    }
}
