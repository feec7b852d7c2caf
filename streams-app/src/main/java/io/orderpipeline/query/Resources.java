package io.orderpipeline.query;

import io.orderpipeline.query.routing.LocalIndexes;
import io.orderpipeline.query.routing.Peers;
import io.orderpipeline.query.routing.Whereabouts;

/** What is served. */
public record Resources(Views views, Routing routing, OperatorCommands commands, Health health) {

    /** What this instance knows by itself. */
    public record Views(
            OrderReads orders, Selections selections, LocalIndexes indexes, LocalStats stats) {}

    /** What it knows of the others. */
    public record Routing(Whereabouts whereabouts, Peers peers, RoleLags lags) {}
}
