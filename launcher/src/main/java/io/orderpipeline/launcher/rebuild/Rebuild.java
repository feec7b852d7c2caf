package io.orderpipeline.launcher.rebuild;

import io.orderpipeline.pipeline.UnfoldableException;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.topic.Applications;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The story of a rebuild: keep the role out, fold the topics, have the auditor fold them too, take
 * over what differs. Whatever it is interrupted at, it can be run again. A dry run waits until
 * nobody hosts the role, keeps nobody out and changes nothing. One use, one thread.
 */
public final class Rebuild {

    private static final int NAMED = 20;

    private final Options options;
    private final Consumer<String> tell;
    private final StatefulRole role;
    private final String group;
    private final long start = System.nanoTime();

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

        Applications applications() {
            return config.instance().applications();
        }

        /** The role's consumer group. */
        String group() {
            return role.group(applications());
        }
    }

    /**
     * @param tell is told what is waited for and what has been done
     */
    public Rebuild(Options options, Consumer<String> tell) {
        this.options = options;
        this.tell = tell;
        role = options.role();
        group = options.group();
    }

    /**
     * Rebuilds.
     *
     * @throws RefusedException when it cannot be done; what was changed by then, if anything, has
     *     been told
     */
    public RebuildReport run() {
        try (Brokers brokers = new Brokers(options.connection());
                Registry registry = Registry.connect(options.connection().registry())) {
            Folding folding = new Folding(options, brokers, registry, tell);
            return options.dryRun() ? look(brokers, folding) : rebuild(brokers, folding);
        } catch (UnfoldableException contradiction) {
            throw new RefusedException(
                    contradiction.getMessage() + "; nothing was written", contradiction);
        }
    }

    private RebuildReport look(Brokers brokers, Folding folding) {
        GroupHold.awaitEmpty(brokers, group, options.patience(), tell);
        Folded folded = folding.fold();
        if (!GroupHold.isEmpty(brokers, group)
                || !Positions.of(brokers, group).equals(folded.positions())) {
            throw new RefusedException(
                    "an app has joined group %s meanwhile, so that what was found may no longer be so; stop it and run this again"
                            .formatted(group));
        }
        return report(folded, List.of());
    }

    private RebuildReport rebuild(Brokers brokers, Folding folding) {
        List<LocalState> local = new ArrayList<>();
        try {
            options.stateDirs().forEach(each -> local.add(LocalState.take(each)));
            try (GroupHold hold =
                    GroupHold.take(brokers, group, role.sources(), options.patience(), tell)) {
                Folded folded = folding.fold();
                List<String> deleted =
                        new Takeover(options, brokers, hold, tell).happen(folded, local);
                return report(folded, deleted);
            }
        } finally {
            local.forEach(LocalState::close);
        }
    }

    private RebuildReport report(Folded folded, List<String> deleted) {
        Changes changes = folded.changes();
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        return new RebuildReport(
                role.label(),
                options.dryRun(),
                folded.records(),
                folded.values(role).size(),
                changes.missing().size(),
                changes.wrong().size(),
                changes.unexplained().size(),
                names(folded),
                changes.records().size(),
                folded.missing(),
                deleted,
                folded.audit(),
                seconds);
    }

    /** What the first changes are about. */
    static List<String> names(Folded folded) {
        Changes changes = folded.changes();
        return Stream.of(changes.missing(), changes.wrong(), changes.unexplained())
                .flatMap(List::stream)
                .map(folded.rebuild()::name)
                .limit(NAMED)
                .toList();
    }
}
