package io.orderpipeline.sim.gateway;

import java.util.HashSet;
import java.util.Set;

/**
 * Lets the faults happen, each once. It outlives the desk: what a desk forgets when it dies, chance
 * does not. For one thread.
 */
final class Mishaps {

    /** A desk can die between any two of these steps. */
    enum Step {
        /** The refunds are in the book, and the journal does not know yet. */
        EXECUTED,
        /** The journal knows, and the requests are not ticked off yet. */
        JOURNALED
    }

    /** The desk is to drop everything and die. */
    static final class SuddenDeath extends RuntimeException {

        SuddenDeath(Step after) {
            super("died on purpose when refunds were " + after);
        }
    }

    private final GatewayFaults faults;
    private final Set<String> lost = new HashSet<>();
    private long executed;
    private int deaths;

    Mishaps(GatewayFaults faults) {
        this.faults = faults;
    }

    /** True if this request is to be forgotten; never twice for one transaction. */
    boolean lose(String transaction) {
        return faults.loses(transaction) && lost.add(transaction);
    }

    /** How often a refund is to be journaled when it is executed. */
    int journalEntries(String transaction) {
        return faults.repeats(transaction) ? 2 : 1;
    }

    void executed(int refunds) {
        executed += refunds;
    }

    /** Deaths are due in turn after each of the steps. */
    void passed(Step step) {
        boolean due = executed >= (long) faults.restartEvery() * (deaths + 1);
        Step next = deaths % 2 == 0 ? Step.EXECUTED : Step.JOURNALED;
        if (due && deaths < faults.mostRestarts() && step == next) {
            deaths++;
            throw new SuddenDeath(step);
        }
    }
}
