package io.orderpipeline.sim.digest;

import java.util.function.Consumer;

/** The committed records of order.event, a partition at a time. Confined to one thread. */
public interface EventLog {

    int partitions();

    /** Hands over a partition from its beginning to where it ends now. */
    void begin(int partition, Consumer<LoggedEvent> receiver);

    /** Hands over what has come to that partition since. */
    void readOn(Consumer<LoggedEvent> receiver);
}
