package io.orderpipeline.runtime;

import io.orderpipeline.order.compensation.ChasePolicy;
import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.pipeline.DeciderSettings;
import io.orderpipeline.pipeline.DeciderTopology;
import io.orderpipeline.pipeline.LedgerWatch;
import io.orderpipeline.pipeline.TrackerSettings;
import io.orderpipeline.pipeline.TrackerTopology;
import io.orderpipeline.pipeline.deadletter.FailureHandlers;
import io.orderpipeline.pipeline.deadletter.Quarantine;
import io.orderpipeline.pipeline.view.ViewTopology;
import io.orderpipeline.pipeline.view.ViewWatch;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subject;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.Topology;

/**
 * What a role runs.
 *
 * @param handlers settings of the exception handlers that belong to the topology
 */
record RoleTopology(Topology topology, Map<String, Object> handlers) {

    static RoleTopology of(
            Role role, AppConfig config, Registry registry, Surroundings surroundings) {
        Quarantine quarantine = new Quarantine();
        Topology topology =
                switch (role) {
                    case DECIDER ->
                            DeciderTopology.build(
                                    registry,
                                    settings(config.decider(), surroundings.partitions()),
                                    quarantine);
                    case TRACKER ->
                            TrackerTopology.build(
                                    registry, settings(config.tracker(), surroundings), quarantine);
                    case VIEWS ->
                            ViewTopology.build(
                                    registry,
                                    new ViewTopology.Sources(
                                            config.instance().applications().ledgerChangelog(),
                                            surroundings.views().editions()),
                                    surroundings.views().watch(),
                                    surroundings.views().projection());
                };
        return new RoleTopology(topology, FailureHandlers.settings(quarantine));
    }

    /**
     * What a topology is built for.
     *
     * @param partitions of every topic that is keyed by order id
     * @param ledger is told how the ledger stands
     */
    record Surroundings(int partitions, LedgerWatch ledger, Views views) {}

    /**
     * What the views are built with.
     *
     * @param watch is told how they stand
     * @param projection makes orders of events
     * @param editions says of each topic which one it is, of all that ever had its name
     */
    record Views(ViewWatch watch, OrderProjection projection, UnaryOperator<String> editions) {
        Views of(ViewWatch another) {
            return new Views(another, projection, editions);
        }
    }

    /** The topics that a role reads; each is keyed by order id. */
    static List<String> sources(Role role, AppConfig config) {
        return switch (role) {
            case DECIDER -> List.of(Topics.ORDER_COMMAND.name(), Topics.ORDER_COMPENSATION.name());
            case TRACKER -> List.of(Topics.PAYMENT_TRANSACTION.name(), Topics.ORDER_EVENT.name());
            case VIEWS ->
                    List.of(
                            Topics.ORDER_EVENT.name(),
                            config.instance().applications().ledgerChangelog(),
                            Topics.ORDER_REJECTION.name());
        };
    }

    /** The schema of what the role's own store holds. */
    static Subject stored(Role role, AppConfig config) {
        return switch (role) {
            case DECIDER -> Subjects.ordersChangelog(config.instance().applications());
            case TRACKER -> Subjects.ledgerChangelog(config.instance().applications());
            case VIEWS -> Subjects.orderView();
        };
    }

    private static DeciderSettings settings(AppConfig.Decider decider, int partitions) {
        return new DeciderSettings(
                decider.closedRetention(), decider.rememberedCommands(), partitions);
    }

    private static TrackerSettings settings(AppConfig.Tracker tracker, Surroundings surroundings) {
        return new TrackerSettings(
                new ChasePolicy(tracker.deadline(), tracker.backoff(), tracker.maxAttempts()),
                tracker.patience(),
                surroundings.partitions(),
                surroundings.ledger());
    }
}
