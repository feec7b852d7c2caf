package io.orderpipeline.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings of a broker of the local stack: what a careful cluster has (no topics by accident,
 * replicated and synchronous where there are three), and short times and few internal partitions,
 * because it starts on a laptop and tests wait for it.
 */
final class BrokerConfig {

    private static final int INTERNAL_PARTITIONS = 4;

    private BrokerConfig() {}

    /** The lines of the properties file of one node. */
    static List<String> lines(BrokerNode node, List<BrokerNode> all, Path data) {
        Map<String, Object> settings = new TreeMap<>(identity(node, all, data));
        settings.putAll(durability(all.size()));
        settings.putAll(promptness());
        return settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    }

    private static Map<String, Object> identity(BrokerNode node, List<BrokerNode> all, Path data) {
        String client = "PLAINTEXT://" + Ports.HOST + ":" + node.port();
        String controller = "CONTROLLER://" + Ports.HOST + ":" + node.controllerPort();
        String voters =
                all.stream()
                        .map(n -> n.id() + "@" + Ports.HOST + ":" + n.controllerPort())
                        .collect(Collectors.joining(","));
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                node.id(),
                "listeners",
                client + "," + controller,
                "advertised.listeners",
                client,
                "inter.broker.listener.name",
                "PLAINTEXT",
                "controller.listener.names",
                "CONTROLLER",
                "controller.quorum.voters",
                voters,
                "log.dirs",
                data);
    }

    private static Map<String, Object> durability(int brokers) {
        int replicas = Math.min(3, brokers);
        int inSync = replicas == 3 ? 2 : 1;
        return Map.of(
                "auto.create.topics.enable", false,
                "default.replication.factor", replicas,
                "min.insync.replicas", inSync,
                "offsets.topic.replication.factor", replicas,
                "transaction.state.log.replication.factor", replicas,
                "transaction.state.log.min.isr", inSync,
                "share.coordinator.state.topic.replication.factor", replicas,
                "share.coordinator.state.topic.min.isr", inSync,
                // A test may pause a client for long; the client still chooses its own time-out.
                "transaction.max.timeout.ms", 3_600_000);
    }

    private static Map<String, Object> promptness() {
        return Map.of(
                "offsets.topic.num.partitions", INTERNAL_PARTITIONS,
                "transaction.state.log.num.partitions", INTERNAL_PARTITIONS,
                "share.coordinator.state.topic.num.partitions", INTERNAL_PARTITIONS,
                "group.initial.rebalance.delay.ms", 0,
                "group.min.session.timeout.ms", 1_000,
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000,
                // A dead broker is noticed, and may come back under its id, after this time.
                "broker.session.timeout.ms", 6_000,
                "broker.heartbeat.interval.ms", 1_000,
                // The default reserves 128 MiB of a heap that is much smaller than a server's.
                "log.cleaner.dedupe.buffer.size", 16 << 20);
    }
}
