package io.orderpipeline.pipeline;

import io.orderpipeline.order.compensation.ChasePolicy;
import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.pipeline.deadletter.Quarantine;
import io.orderpipeline.pipeline.view.ViewTopology;
import io.orderpipeline.pipeline.view.ViewTotals;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.topic.Applications;
import java.time.Duration;
import org.apache.kafka.streams.Topology;

/** The topologies as the application builds them. */
public final class Topologies {

    private Topologies() {}

    public static Topology decider() {
        DeciderSettings settings = new DeciderSettings(Duration.ofDays(7), 64, 1);
        return DeciderTopology.build(Registry.inMemory(), settings, new Quarantine());
    }

    public static Topology tracker() {
        ChasePolicy policy = new ChasePolicy(Duration.ofMinutes(1), Duration.ofSeconds(5), 6);
        return TrackerTopology.build(
                Registry.inMemory(),
                new TrackerSettings(policy, Duration.ofMinutes(1), 1, new HeardStanding()),
                new Quarantine());
    }

    public static Topology views() {
        return ViewTopology.build(
                Registry.inMemory(),
                new ViewTopology.Sources(Applications.DEFAULT.ledgerChangelog(), topic -> "id"),
                new ViewTotals(),
                OrderProjection.STANDARD);
    }
}
