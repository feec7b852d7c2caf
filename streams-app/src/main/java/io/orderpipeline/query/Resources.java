package io.orderpipeline.query;

import io.orderpipeline.query.command.CommandBodies;
import io.orderpipeline.query.command.CommandLog;
import io.orderpipeline.query.feed.CommittedFeed;
import io.orderpipeline.query.generation.Generations;
import io.orderpipeline.query.routing.LocalIndexes;
import io.orderpipeline.query.routing.Peers;
import io.orderpipeline.query.routing.Whereabouts;
import io.orderpipeline.query.stream.CommittedPast;

/** What is served. */
public record Resources(
        Views views,
        Routing routing,
        Commands commands,
        Log log,
        Health health,
        Generations generations) {

    /** What this instance knows by itself. */
    public record Views(
            OrderReads orders, Selections selections, LocalIndexes indexes, LocalStats stats) {}

    /** What it knows of the others. */
    public record Routing(Whereabouts whereabouts, Peers peers, RoleLags lags) {}

    /**
     * What takes commands.
     *
     * @param bodies reads what clients write
     * @param log where clients' commands go
     */
    public record Commands(OperatorCommands operators, CommandBodies bodies, CommandLog log) {}

    /** What is committed, as it is committed and from before. */
    public record Log(CommittedFeed feed, CommittedPast past) {}
}
