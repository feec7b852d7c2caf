package io.orderpipeline.launcher.rebuild;

import io.orderpipeline.pipeline.StateRebuild;
import io.orderpipeline.pipeline.StateRebuild.Contents;
import io.orderpipeline.pipeline.UnfoldableException;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.audit.DeciderMemory;
import io.orderpipeline.sim.audit.FoldAudit;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.topic.Applications;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The story of a rebuild: keep the role out, fold the topics, have the auditor fold them too, write
 * what differs in one transaction, read it back. Whatever it is interrupted at, it can be run
 * again. One use, one thread.
 */
public final class Rebuild {

    private static final int NAMED = 20;

    /** The broker aborts what the app left open after its own, shorter time-out. */
    private static final Duration SETTLING = Duration.ofSeconds(60);

    private final Options options;
    private final Consumer<String> tell;
    private final Applications applications;
    private final StatefulRole role;
    private final String group;

    /**
     * What to do.
     *
     * @param config the app's own configuration
     * @param stateDirs directories whose state of the role is deleted
     * @param patience how long to wait for members of the group to go
     */
    public record Options(
            StatefulRole role,
            AppConfig config,
            List<Path> stateDirs,
            Duration patience,
            boolean dryRun) {

        Connection connection() {
            return Connection.to(
                    config.cluster().bootstrapServers(), config.cluster().registryUrl().toString());
        }
    }

    /**
     * @param tell is told what is waited for and what has been done
     */
    public Rebuild(Options options, Consumer<String> tell) {
        this.options = options;
        this.tell = tell;
        applications = options.config().instance().applications();
        role = options.role();
        group = role.group(applications);
    }

    /**
     * Rebuilds.
     *
     * @throws RefusedException when it must not be done; nothing was written then
     */
    public RebuildReport run() {
        List<LocalState> local = new ArrayList<>();
        try (Brokers brokers = new Brokers(options.connection());
                Registry registry = Registry.connect(options.connection().registry())) {
            options.stateDirs().forEach(each -> local.add(LocalState.take(each)));
            try (GroupHold hold =
                    GroupHold.take(brokers, group, role.sources(), options.patience(), tell)) {
                return rebuild(new Means(brokers, registry, hold), local);
            }
        } catch (UnfoldableException contradiction) {
            throw new RefusedException(
                    contradiction.getMessage() + "; nothing was written", contradiction);
        } finally {
            local.forEach(LocalState::close);
        }
    }

    private record Means(Brokers brokers, Registry registry, GroupHold hold) {}

    /** What must be, and how it was found out. */
    private record Folded(
            StateRebuild rebuild,
            long records,
            Map<Integer, Contents> found,
            Map<Integer, Contents> wanted) {}

    private RebuildReport rebuild(Means means, List<LocalState> local) {
        long start = System.nanoTime();
        Changelogs changelogs = new Changelogs(means.brokers(), role, applications);
        changelogs.requirePartitions();
        Set<String> topics = new LinkedHashSet<>(changelogs.existing());
        topics.addAll(role.sources());
        means.brokers().awaitStable(topics, SETTLING);
        Positions positions = Positions.of(means.brokers(), group);
        Folded folded = fold(means, changelogs, positions);
        AuditRow audit = audit(folded.wanted(), positions);
        Changes changes = Changes.between(folded.found(), folded.wanted(), changelogs);
        List<String> created = changelogs.missing();
        List<String> deleted = List.of();
        if (!options.dryRun()) {
            if (created.contains(applications.ledgerChangelog())) {
                followers(means).awaitGone(viewsPrefix(), options.patience(), tell);
            }
            deleted = delete(local);
            takeOver(means, changelogs, changes, positions);
            verify(means.brokers(), changelogs, folded);
        }
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        return new RebuildReport(
                role.label(),
                options.dryRun(),
                folded.records(),
                values(folded.wanted()).size(),
                changes.missing().size(),
                changes.wrong().size(),
                changes.unexplained().size(),
                names(changes, folded.rebuild()),
                changes.records().size(),
                created,
                deleted,
                audit,
                seconds);
    }

    private Folded fold(Means means, Changelogs changelogs, Positions positions) {
        int partitions = changelogs.partitions();
        StateRebuild rebuild = role.rebuild(means.registry(), options.config(), partitions);
        tell.accept("folding the topics");
        long records = new InputReader(means.brokers(), positions).readInto(rebuild, group);
        Map<Integer, Contents> found = changelogs.read();
        Map<Integer, Contents> wanted = new TreeMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            Contents there = found.getOrDefault(partition, new Contents(Map.of()));
            wanted.put(partition, rebuild.contents(partition, there));
        }
        return new Folded(rebuild, records, found, wanted);
    }

    private AuditRow audit(Map<Integer, Contents> wanted, Positions positions) {
        tell.accept("the auditor folds them too");
        DeciderMemory memory =
                new DeciderMemory(
                        options.config().decider().closedRetention(),
                        options.config().decider().rememberedCommands());
        FoldAudit auditor = new FoldAudit(options.connection(), applications, memory);
        AuditRow row =
                switch (role) {
                    case DECIDER -> auditor.states(values(wanted));
                    case TRACKER -> auditor.rows(values(wanted), positions.offsets());
                };
        if (!row.ok()) {
            throw new RefusedException(
                    "the auditor's own fold disagrees: %s. Nothing was written; look at I3, I4 and I5 of ./pipeline audit: it may be the log that is damaged"
                            .formatted(row.detail()));
        }
        return row;
    }

    /** The first store's entries by the text of their keys. */
    private Map<String, byte[]> values(Map<Integer, Contents> contents) {
        Map<String, byte[]> values = new HashMap<>();
        contents.values()
                .forEach(
                        each ->
                                each.of(role.stores().get(0))
                                        .forEach(
                                                (key, value) ->
                                                        values.put(StatefulRole.text(key), value)));
        return values;
    }

    private List<String> delete(List<LocalState> local) {
        return local.stream()
                .flatMap(each -> each.delete(group).stream())
                .map(Path::toString)
                .toList();
    }

    private void takeOver(
            Means means, Changelogs changelogs, Changes changes, Positions positions) {
        List<String> missing = changelogs.missing();
        changelogs.create(missing);
        if (role == StatefulRole.TRACKER) {
            boolean madeAnew = missing.contains(applications.ledgerChangelog());
            followers(means).rewind(viewsPrefix(), madeAnew, options.patience(), tell);
        }
        if (!changes.isEmpty()) {
            tell.accept("writing %,d records".formatted(changes.records().size()));
            AtomicWriter.write(
                    options.connection(),
                    group + "-rebuild",
                    changes.records(),
                    means.hold(),
                    positions.committed());
        }
    }

    private Followers followers(Means means) {
        return new Followers(means.brokers(), applications.ledgerChangelog());
    }

    private String viewsPrefix() {
        return applications.prefix() + "-views-";
    }

    private void verify(Brokers brokers, Changelogs changelogs, Folded folded) {
        Collection<String> topics = changelogs.existing();
        brokers.awaitStable(topics, SETTLING);
        Changes left = Changes.between(changelogs.read(), folded.wanted(), changelogs);
        if (!left.isEmpty()) {
            throw new RefusedException(
                    "read back, the changelogs differ from what was written in %d records, the first about %s: somebody else writes to them; stop that and run this again"
                            .formatted(left.records().size(), names(left, folded.rebuild())));
        }
    }

    private static List<String> names(Changes changes, StateRebuild rebuild) {
        return Stream.of(changes.missing(), changes.wrong(), changes.unexplained())
                .flatMap(List::stream)
                .map(rebuild::name)
                .limit(NAMED)
                .toList();
    }
}
