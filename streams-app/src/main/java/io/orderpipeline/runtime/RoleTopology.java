package io.orderpipeline.runtime;

import io.orderpipeline.pipeline.DeciderSettings;
import io.orderpipeline.pipeline.DeciderTopology;
import io.orderpipeline.pipeline.ViewTopology;
import io.orderpipeline.pipeline.deadletter.FailureHandlers;
import io.orderpipeline.pipeline.deadletter.Quarantine;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subject;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.runtime.config.AppConfig;
import java.util.Map;
import org.apache.kafka.streams.Topology;

/**
 * What a role runs.
 *
 * @param handlers settings of the exception handlers that belong to the topology
 */
record RoleTopology(Topology topology, Map<String, Object> handlers) {

    static RoleTopology of(Role role, AppConfig config, Registry registry, int partitions) {
        Quarantine quarantine = new Quarantine();
        Topology topology =
                switch (role) {
                    case DECIDER ->
                            DeciderTopology.build(
                                    registry, settings(config.decider(), partitions), quarantine);
                    case VIEWS ->
                            ViewTopology.build(
                                    registry, config.instance().applications().ledgerChangelog());
                };
        return new RoleTopology(topology, FailureHandlers.settings(quarantine));
    }

    /** The schema of the role's own changelog. */
    static Subject changelog(Role role, AppConfig config) {
        return switch (role) {
            case DECIDER -> Subjects.ordersChangelog(config.instance().applications());
            case VIEWS -> Subjects.orderViewChangelog(config.instance().applications(), 1);
        };
    }

    private static DeciderSettings settings(AppConfig.Decider decider, int partitions) {
        return new DeciderSettings(
                decider.closedRetention(), decider.rememberedCommands(), partitions);
    }
}
