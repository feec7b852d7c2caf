package io.orderpipeline.runtime.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of Kafka's that must not be changed from outside, because a guarantee of the pipeline
 * hangs on them or because a key of our own sets them.
 */
final class GuardedNames {

    /**
     * Why a setting is guarded.
     *
     * @param allowed values that do no harm, in lower case; none when it may not be set at all
     */
    private record Guard(Set<String> allowed, String reason) {}

    /** Setting, the values that do no harm, and what any other would do. */
    private static final String SAFE_VALUES =
            """
            processing.guarantee | exactly_once_v2 | without exactly-once a crash doubles or loses events
            topology.optimization | none | optimisation would use a source topic as a store's changelog, whatever the store holds
            enable.auto.commit | false | offsets are committed with the outputs, never apart from them
            isolation.level | read_committed | uncommitted records may yet be aborted and must not be seen
            acks | all -1 | a record that only the leader has is lost with the leader
            enable.idempotence | true | a retried send would append its records twice
            auto.offset.reset | earliest | records from before the first start would be skipped
            ensure.explicit.internal.resource.naming | true | generated names change with the topology and orphan the state
            allow.auto.create.topics | false | topics are created with equal partition counts, never on the fly
            group.protocol | classic | static membership, hence a quick restart, needs the classic protocol
            processing.exception.handler.global.enabled | true | a record that fails anywhere goes to the dead-letter topic, always
            """;

    private static final Map<String, Guard> GUARDS = guards();

    private GuardedNames() {}

    /** What is wrong with setting this, if anything. */
    static Optional<String> objection(String name, String value) {
        return Optional.ofNullable(GUARDS.get(name))
                .filter(guard -> !guard.allowed().contains(value.strip().toLowerCase(Locale.ROOT)))
                .map(guard -> guard.reason() + allowedValues(guard));
    }

    private static String allowedValues(Guard guard) {
        return guard.allowed().isEmpty()
                ? ""
                : "; allowed: " + String.join(" or ", guard.allowed().stream().sorted().toList());
    }

    private static Map<String, Guard> guards() {
        Map<String, Guard> guards = new HashMap<>();
        unsafeOtherThan(guards);
        ownKeys(guards);
        fixed(guards);
        return Map.copyOf(guards);
    }

    private static void unsafeOtherThan(Map<String, Guard> guards) {
        SAFE_VALUES
                .lines()
                .map(row -> row.split("\\s*\\|\\s*", 3))
                .forEach(row -> guards.put(row[0], new Guard(Set.of(row[1].split(" ")), row[2])));
    }

    private static void ownKeys(Map<String, Guard> guards) {
        Map.ofEntries(
                        Map.entry("bootstrap.servers", "bootstrap.servers"),
                        Map.entry("application.id", "application.prefix"),
                        Map.entry("group.id", "application.prefix"),
                        Map.entry("group.instance.id", "instance.id"),
                        Map.entry("client.id", "instance.id"),
                        Map.entry("state.dir", "state.dir"),
                        Map.entry("application.server", "http.host and http.port"),
                        Map.entry("num.stream.threads", "streams.threads"),
                        Map.entry("num.standby.replicas", "standby.replicas"),
                        Map.entry("replication.factor", "replication.factor"),
                        Map.entry("commit.interval.ms", "commit.interval.ms"),
                        Map.entry("transaction.timeout.ms", "transaction.timeout.ms"),
                        Map.entry("session.timeout.ms", "session.timeout.ms"),
                        Map.entry("heartbeat.interval.ms", "session.timeout.ms"),
                        Map.entry("max.request.size", "record.max.bytes"),
                        Map.entry("rocksdb.config.setter", "the keys that begin with rocksdb."))
                .forEach((name, key) -> never(guards, name, "set " + key + " instead"));
    }

    private static void fixed(Map<String, Guard> guards) {
        for (String handler : Set.of("deserialization", "processing", "production")) {
            String why = "a record that fails goes to the dead-letter topic, always";
            never(guards, handler + ".exception.handler", why);
            never(guards, "default." + handler + ".exception.handler", why);
        }
        for (String codec : Set.of("serializer", "deserializer")) {
            never(guards, "key." + codec, "the topology sets its serdes");
            never(guards, "value." + codec, "the topology sets its serdes");
        }
        never(guards, "default.key.serde", "the topology sets its serdes");
        never(guards, "default.value.serde", "the topology sets its serdes");
        never(guards, "transactional.id", "Kafka Streams derives it from the application id");
        never(guards, "partitioner.class", "queries find a key by the default partitioner");
        never(
                guards,
                "default.timestamp.extractor",
                "the time of a record is the broker's or its cause's, and decides what is forgotten");
        never(
                guards,
                "max.task.idle.ms",
                "each role knows whether it needs its inputs in the order of their time");
        never(
                guards,
                "errors.dead.letter.queue.topic.name",
                "dead letters go to order.dead-letter, with their provenance");
        never(
                guards,
                "processor.wrapper.class",
                "the processors run as they are, with nothing around them");
        never(guards, "partition.assignment.strategy", "Kafka Streams brings its own");
    }

    private static void never(Map<String, Guard> guards, String name, String reason) {
        guards.put(name, new Guard(Set.of(), reason));
    }
}
