package io.orderpipeline.bench.jmh;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.util.ArrayList;
import java.util.List;

/** Commands as they come: of many orders, of all types. */
final class Commands {

    private static final int ORDERS = 400;

    private Commands() {}

    /** In the order of sending, complete life cycles. */
    static OrderCommand[] some() {
        List<OrderCommand> commands = new ArrayList<>();
        for (Traffic.Sending sending : new Traffic(TrafficOptions.of(Scenario.CALM, 1, ORDERS))) {
            if (sending.record().capture().isEmpty()) {
                commands.add(sending.record().command());
            }
        }
        return commands.toArray(OrderCommand[]::new);
    }
}
