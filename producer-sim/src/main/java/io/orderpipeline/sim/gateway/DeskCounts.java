package io.orderpipeline.sim.gateway;

import java.util.function.Consumer;

/** What all lives of the desk did together. Safe for use by several threads. */
final class DeskCounts {

    private final Consumer<String> notices;
    private long executed;
    private long repeated;
    private long lost;
    private long refused;
    private int deaths;

    DeskCounts(Consumer<String> notices) {
        this.notices = notices;
    }

    synchronized void executed(int refunds) {
        executed += refunds;
    }

    synchronized void repeated() {
        repeated++;
    }

    synchronized void lost() {
        lost++;
    }

    synchronized void died() {
        deaths++;
    }

    void refused(String why) {
        synchronized (this) {
            refused++;
        }
        notices.accept(why);
    }

    synchronized PaymentGateway.Tally tally() {
        return new PaymentGateway.Tally(executed, repeated, lost, refused, deaths);
    }
}
