package io.orderpipeline.runtime.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Values that are fine one by one and dangerous together. */
final class UnsafeCombinations {

    /** Where Kafka Streams keeps the state of every application that does not say otherwise. */
    private static final Path SHARED_DEFAULT =
            Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "kafka-streams").toAbsolutePath();

    /**
     * One rule.
     *
     * @param keys the keys it looks at
     * @param broken whether the configuration breaks it
     * @param reason what is wrong and what to do
     */
    private record Rule(List<String> keys, boolean broken, String reason) {}

    private UnsafeCombinations() {}

    /** The reasons of all broken rules, save those on keys that could not be read. */
    static List<String> check(AppConfig config, Set<String> unreadable) {
        return Stream.of(
                        transactionOutlivesCommit(config),
                        patienceOutlastsFailover(config),
                        stateDirIsOwn(config),
                        writeBuffersFitCache(config))
                .filter(Rule::broken)
                .filter(rule -> Collections.disjoint(rule.keys(), unreadable))
                .map(rule -> found(config, rule) + ": " + rule.reason())
                .toList();
    }

    private static Rule transactionOutlivesCommit(AppConfig config) {
        AppConfig.Streams streams = config.streams();
        return rule(
                streams.timeouts().transaction().compareTo(streams.commitInterval()) <= 0,
                "the broker would abort every transaction before it commits;"
                        + " the transaction time-out must be longer than the commit interval",
                Settings.TRANSACTION_TIMEOUT,
                Settings.COMMIT_INTERVAL);
    }

    private static Rule patienceOutlastsFailover(AppConfig config) {
        return rule(
                config.tracker().patience().compareTo(config.streams().timeouts().session()) <= 0,
                "a decider that another instance takes over would be taken for one with nothing to"
                        + " say, and payments compensated whose confirmations wait for it; the patience"
                        + " must be longer than the session time-out",
                Settings.PAYMENT_PATIENCE,
                Settings.SESSION_TIMEOUT);
    }

    private static Rule stateDirIsOwn(AppConfig config) {
        Path dir = config.instance().stateDir();
        return rule(
                dir.startsWith(SHARED_DEFAULT) || SHARED_DEFAULT.startsWith(dir),
                "all Kafka Streams programs of this machine share that place by default, and systems"
                        + " empty it; choose a directory of this instance alone",
                Settings.STATE_DIR);
    }

    private static Rule writeBuffersFitCache(AppConfig config) {
        return rule(
                config.memory().writeBufferBytes() >= config.memory().blockCacheBytes(),
                "write buffers are charged to the block cache and must leave room for blocks;"
                        + " make them less than the block cache",
                Settings.WRITE_BUFFER_BYTES,
                Settings.BLOCK_CACHE_BYTES);
    }

    private static Rule rule(boolean broken, String reason, Setting<?>... settings) {
        return new Rule(Arrays.stream(settings).map(Setting::key).toList(), broken, reason);
    }

    private static String found(AppConfig config, Rule rule) {
        List<String> values =
                rule.keys().stream()
                        .flatMap(
                                key -> config.effective().stream().filter(s -> s.key().equals(key)))
                        .map(s -> "%s = '%s' (%s)".formatted(s.key(), s.value(), s.origin()))
                        .toList();
        return String.join(", ", values);
    }
}
