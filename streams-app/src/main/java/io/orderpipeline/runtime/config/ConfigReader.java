package io.orderpipeline.runtime.config;

import io.orderpipeline.topic.Applications;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Turns sources into an {@link AppConfig}. Collects problems instead of stopping at the first:
 * after a bad value it goes on with the default, and rules over several keys are only asked about
 * keys that could be read. Used once, by one thread.
 */
final class ConfigReader {

    private final ConfigSources sources;
    private final List<String> problems;
    private final List<Sourced> effective = new ArrayList<>();
    private final Set<String> unreadable = new HashSet<>();

    ConfigReader(ConfigSources sources) {
        this.sources = sources;
        this.problems = new ArrayList<>(sources.problems());
    }

    AppConfig read() {
        sources.all()
                .filter(found -> !KnownKeys.contains(found.key()))
                .forEach(found -> problems.add(Complaints.unknown(found)));
        problems.addAll(sources.contradictions());
        AppConfig config = assemble();
        UnsafeCombinations.check(config, unreadable).forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return config;
    }

    private AppConfig assemble() {
        return new AppConfig(
                new AppConfig.Cluster(
                        value(Settings.BOOTSTRAP_SERVERS), value(Settings.REGISTRY_URL)),
                instance(),
                new AppConfig.Http(
                        value(Settings.HTTP_HOST),
                        value(Settings.HTTP_PORT),
                        value(Settings.HTTP_STALENESS_MAX)),
                streams(),
                new AppConfig.Decider(
                        value(Settings.CLOSED_ORDER_RETENTION),
                        value(Settings.COMMAND_MEMORY_SIZE),
                        value(Settings.RECORD_MAX_BYTES)),
                new AppConfig.Tracker(
                        value(Settings.PAYMENT_DEADLINE),
                        value(Settings.PAYMENT_PATIENCE),
                        value(Settings.COMPENSATION_BACKOFF),
                        value(Settings.COMPENSATION_ATTEMPTS)),
                new AppConfig.Memory(
                        value(Settings.BLOCK_CACHE_BYTES), value(Settings.WRITE_BUFFER_BYTES)),
                lifecycle(),
                kafka(),
                List.copyOf(effective));
    }

    private AppConfig.Instance instance() {
        return new AppConfig.Instance(
                value(Settings.ROLES),
                new Applications(value(Settings.APPLICATION_PREFIX)),
                value(Settings.INSTANCE_ID),
                value(Settings.STATE_DIR));
    }

    private AppConfig.Streams streams() {
        return new AppConfig.Streams(
                value(Settings.STREAMS_THREADS),
                value(Settings.STANDBY_REPLICAS),
                value(Settings.REPLICATION_FACTOR),
                value(Settings.COMMIT_INTERVAL),
                new AppConfig.Timeouts(
                        value(Settings.TRANSACTION_TIMEOUT),
                        value(Settings.SESSION_TIMEOUT),
                        value(Settings.GENERATION_HOLD)));
    }

    private AppConfig.Lifecycle lifecycle() {
        return new AppConfig.Lifecycle(
                value(Settings.STARTUP_TIMEOUT),
                value(Settings.SHUTDOWN_TIMEOUT),
                value(Settings.THREAD_REPLACEMENTS),
                value(Settings.REPLACEMENT_WINDOW));
    }

    private KafkaSettings kafka() {
        Map<String, String> settings = new TreeMap<>();
        KafkaNames.keys().stream()
                .flatMap(key -> sources.find(key).stream())
                .forEach(found -> passThrough(found, settings));
        return new KafkaSettings(settings);
    }

    private void passThrough(Sourced found, Map<String, String> settings) {
        KafkaNames.Name name = KafkaNames.find(found.key()).orElseThrow();
        PassThrough.objection(name, found.value())
                .ifPresentOrElse(
                        why ->
                                problems.add(
                                        Complaints.refused(PassThrough.shown(name, found), why)),
                        () -> settings.put(name.streamsKey(), found.value().strip()));
        effective.add(PassThrough.shown(name, found));
    }

    private <T> T value(Setting<T> setting) {
        Sourced found = sources.find(setting.key()).orElseGet(setting::fallback);
        effective.add(found);
        try {
            return setting.parse(found.value().strip());
        } catch (IllegalArgumentException wrong) {
            unreadable.add(setting.key());
            problems.add(
                    Complaints.refused(
                            found, wrong.getMessage() + "; allowed: " + setting.kind().allowed()));
            return setting.parse(setting.defaultText());
        }
    }
}
