package io.orderpipeline.launcher.fault;

import io.orderpipeline.launcher.rebuild.AtomicWriter;
import io.orderpipeline.launcher.rebuild.Brokers;
import io.orderpipeline.launcher.rebuild.Changelogs;
import io.orderpipeline.launcher.rebuild.GroupHold;
import io.orderpipeline.launcher.rebuild.RefusedException;
import io.orderpipeline.launcher.rebuild.StatefulRole;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.topic.Applications;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Bytes;

/** Damages what a stopped role's changelog says of its values. One use, one thread. */
final class ChangelogDamage {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StatefulRole role;
    private final AppConfig config;
    private final Consumer<String> tell;
    private final Applications applications;
    private final String changelog;

    ChangelogDamage(StatefulRole role, AppConfig config, Consumer<String> tell) {
        this.role = role;
        this.config = config;
        this.tell = tell;
        applications = config.instance().applications();
        changelog = role.changelog(applications, role.stores().get(0));
    }

    private record Entry(int partition, Bytes key, byte[] value) {}

    /** Does it, unless the role runs: then it would write over it. */
    FaultReport happen(DamageMode mode, int count, long seed) {
        Connection connection =
                Connection.to(
                        config.cluster().bootstrapServers(),
                        config.cluster().registryUrl().toString());
        String group = role.group(applications);
        try (Brokers brokers = new Brokers(connection);
                GroupHold hold = GroupHold.take(brokers, group, role.sources(), PATIENCE, tell)) {
            List<Entry> entries = entries(brokers);
            if (entries.isEmpty()) {
                throw new RefusedException(
                        "changelog %s holds nothing that could be damaged".formatted(changelog));
            }
            if (mode == DamageMode.DELETE_TOPIC) {
                delete(brokers);
                return report("changelog %s was deleted".formatted(changelog), entries);
            }
            List<Entry> chosen = chosen(entries, count, seed);
            AtomicWriter.write(
                    connection,
                    group + "-fault",
                    records(connection, mode, chosen),
                    hold,
                    Map.of());
            return report(
                    "%d entries of %s %s (--seed %d)"
                            .formatted(
                                    chosen.size(),
                                    changelog,
                                    mode == DamageMode.DROP ? "are gone" : "say something else",
                                    seed),
                    chosen);
        }
    }

    private List<Entry> entries(Brokers brokers) {
        List<Entry> entries = new ArrayList<>();
        new Changelogs(brokers, role, applications)
                .read()
                .forEach(
                        (partition, contents) ->
                                contents.of(role.stores().get(0))
                                        .forEach(
                                                (key, value) ->
                                                        entries.add(
                                                                new Entry(partition, key, value))));
        return entries;
    }

    private static List<Entry> chosen(List<Entry> entries, int count, long seed) {
        List<Entry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.subList(0, Math.min(count, shuffled.size()));
    }

    private List<ProducerRecord<byte[], byte[]>> records(
            Connection connection, DamageMode mode, List<Entry> chosen) {
        try (Registry registry = Registry.connect(connection.registry())) {
            Forgery forgery = new Forgery(registry, changelog);
            return chosen.stream()
                    .map(
                            each ->
                                    mode == DamageMode.DROP
                                            ? tombstone(each)
                                            : record(each, forgery.of(role, each.value())))
                    .toList();
        }
    }

    @SuppressWarnings("NullAway") // Kafka's interface is not annotated: null is a tombstone
    private ProducerRecord<byte[], byte[]> tombstone(Entry entry) {
        return record(entry, null);
    }

    private ProducerRecord<byte[], byte[]> record(Entry entry, byte[] value) {
        return new ProducerRecord<>(changelog, entry.partition(), entry.key().get(), value);
    }

    private void delete(Brokers brokers) {
        Void unused = Brokers.await(brokers.admin().deleteTopics(List.of(changelog)).all());
        if (!Brokers.await(PATIENCE, () -> !brokers.topics().contains(changelog))) {
            throw new RefusedException("the brokers still show " + changelog);
        }
    }

    private FaultReport report(String what, List<Entry> damaged) {
        return new FaultReport(
                "damage-changelog",
                what,
                damaged.size(),
                damaged.stream().map(each -> StatefulRole.text(each.key())).toList(),
                "./pipeline audit: I5 is red and names them, also while the app is down",
                "./pipeline rebuild %s, with --state-dir DIR for the app's state directory"
                        .formatted(role.label()));
    }
}
