package io.orderpipeline.launcher.rebuild;

import io.orderpipeline.pipeline.StateRebuild;
import io.orderpipeline.pipeline.StateRebuild.Contents;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.audit.DeciderMemory;
import io.orderpipeline.sim.audit.FoldAudit;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Finds out what a role's changelogs must hold, twice. Only reads. One thread. */
final class Folding {

    /** The broker aborts what the app left open after its own, shorter time-out. */
    static final Duration SETTLING = Duration.ofSeconds(60);

    private final Rebuild.Options options;
    private final Brokers brokers;
    private final Registry registry;
    private final Consumer<String> tell;
    private final StatefulRole role;

    Folding(Rebuild.Options options, Brokers brokers, Registry registry, Consumer<String> tell) {
        this.options = options;
        this.brokers = brokers;
        this.registry = registry;
        this.tell = tell;
        role = options.role();
    }

    /**
     * Folds with the app's own core, and has the auditor fold.
     *
     * @throws RefusedException when they disagree, or the topics cannot be folded
     */
    Folded fold() {
        Changelogs changelogs = new Changelogs(brokers, role, options.applications());
        changelogs.requirePartitions();
        Set<String> topics = new LinkedHashSet<>(changelogs.existing());
        topics.addAll(role.sources());
        brokers.awaitStable(topics, SETTLING);
        Positions positions = Positions.of(brokers, options.group());
        int partitions = changelogs.partitions();
        StateRebuild rebuild = role.rebuild(registry, options.config(), partitions);
        tell.accept("folding the topics");
        long records = new InputReader(brokers, positions).readInto(rebuild, options.group());
        Map<Integer, Contents> found = changelogs.read();
        Map<Integer, Contents> wanted = new TreeMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            Contents there = found.getOrDefault(partition, new Contents(Map.of()));
            wanted.put(partition, rebuild.contents(partition, there));
        }
        return new Folded(
                rebuild,
                positions,
                records,
                wanted,
                Changes.between(found, wanted, changelogs),
                changelogs.missing(),
                audit(Folded.values(wanted, role), positions));
    }

    private AuditRow audit(Map<String, byte[]> values, Positions positions) {
        tell.accept("the auditor folds them too");
        DeciderMemory memory =
                new DeciderMemory(
                        options.config().decider().closedRetention(),
                        options.config().decider().rememberedCommands());
        FoldAudit auditor = new FoldAudit(options.connection(), options.applications(), memory);
        AuditRow row =
                switch (role) {
                    case DECIDER -> auditor.states(values);
                    case TRACKER -> auditor.rows(values, positions.of(consumed()));
                };
        if (!row.ok()) {
            throw new RefusedException(
                    "the auditor's own fold disagrees: %s. Nothing was written; look at I3, I4 and I5 of ./pipeline audit: it may be the log that is damaged"
                            .formatted(row.detail()));
        }
        return row;
    }

    private List<TopicPartition> consumed() {
        return role.sources().stream()
                .flatMap(topic -> brokers.partitions(topic).stream())
                .toList();
    }
}
