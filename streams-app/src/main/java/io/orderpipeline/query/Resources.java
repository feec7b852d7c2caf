package io.orderpipeline.query;

import io.orderpipeline.query.command.CommandRoutes;
import io.orderpipeline.query.routing.LocalIndexes;
import io.orderpipeline.query.routing.Peers;
import io.orderpipeline.query.routing.Whereabouts;
import java.util.Optional;

/**
 * What is served.
 *
 * @param clients what takes clients' commands; absent where they are not taken
 */
public record Resources(
        Views views,
        Routing routing,
        OperatorCommands commands,
        Optional<CommandRoutes.Parts> clients,
        Health health) {

    /** What this instance knows by itself. */
    public record Views(
            OrderReads orders, Selections selections, LocalIndexes indexes, LocalStats stats) {}

    /** What it knows of the others. */
    public record Routing(Whereabouts whereabouts, Peers peers, RoleLags lags) {}
}
