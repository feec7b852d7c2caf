package io.orderpipeline.sim.mapstore;

import io.orderpipeline.schema.command.OrderCommand;
import java.util.concurrent.TimeUnit;

/** The service that every change waits for: the payment provider, the stock, the carrier. */
interface Downstream {

    /** Returns when the other service has done its part. */
    void call(OrderCommand command) throws InterruptedException;

    /** One that takes this long. */
    static Downstream taking(long nanos) {
        return command -> TimeUnit.NANOSECONDS.sleep(nanos);
    }
}
