package io.orderpipeline.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orderpipeline.runtime.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, from where, and what is refused with which words. */
final class AppConfigTest {

    @TempDir Path dir;

    @Test
    void defaults_are_a_usable_configuration() {
        AppConfig config = AppConfig.load(ConfigSources.none());

        assertThat(config.cluster().bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(config.instance().roles()).isEqualTo(Set.of(Role.values()));
        assertThat(config.instance().id()).isEmpty();
        assertThat(config.instance().stateDir()).isAbsolute();
        assertThat(config.streams().commitInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.decider().closedRetention()).isEqualTo(Duration.ofDays(7));
        assertThat(config.kafka().streams()).isEmpty();
        assertThat(config.effective()).hasSameSizeAs(Settings.ALL);
        assertThat(config.effective()).extracting(Sourced::origin).containsOnly("default");
    }

    @Test
    void flags_come_before_environment_before_file_before_the_running_stack() throws IOException {
        Path file = file("http.port=1001", "streams.threads=2", "standby.replicas=1");
        ConfigSources sources =
                ConfigSources.none()
                        .flag("--http-port", "http.port", "1003")
                        .environment(
                                Map.of(
                                        "ORDER_PIPELINE_HTTP_PORT", "1002",
                                        "ORDER_PIPELINE_STREAMS_THREADS", "3"))
                        .file(file)
                        .stack("bootstrap.servers", "127.0.0.1:1234")
                        .stack("http.port", "1000");

        AppConfig config = AppConfig.load(sources);

        assertThat(config.http().port()).isEqualTo(1003);
        assertThat(config.streams().threads()).isEqualTo(3);
        assertThat(config.streams().standbyReplicas()).isEqualTo(1);
        assertThat(config.cluster().bootstrapServers()).isEqualTo("127.0.0.1:1234");
        assertThat(ConfigTable.of(config).lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "http.port = 1003 # flag --http-port",
                        "streams.threads = 3 # environment ORDER_PIPELINE_STREAMS_THREADS",
                        "standby.replicas = 1 # file " + file,
                        "bootstrap.servers = 127.0.0.1:1234 # running stack",
                        "commit.interval.ms = 100 # default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bootstrap.servers | broker | 'broker' is not HOST:PORT; allowed: HOST:PORT[,HOST:PORT...]",
                "bootstrap.servers | b:99999 | 'b:99999' is not HOST:PORT",
                "schema.registry.url | ftp://x | not an http or https URL",
                "schema.registry.url | http://a b | not a URL",
                "roles | decyder | there is no role 'decyder'; allowed: one or more of decider,tracker,views",
                "roles | '' | there is no role ''",
                "application.prefix | a/b | 1 to 100 characters out of A-Z a-z 0-9 . _ -",
                "instance.id | a b | allowed: auto, or 1 to 100 characters",
                "state.dir | '' | it is empty",
                "http.host | a/b | a host name or an address",
                "http.port | 65536 | it is out of range; allowed: 0 to 65535",
                "http.port | http | it is not a whole number; allowed: 0 to 65535",
                "http.staleness.max.ms | -1 | allowed: 0 to 600000",
                "streams.threads | 0 | allowed: 1 to 64",
                "standby.replicas | 4 | allowed: 0 to 3",
                "replication.factor | 0 | allowed: auto, or 1 to 9",
                "commit.interval.ms | 0 | allowed: 1 to 60000",
                "transaction.timeout.ms | 900001 | allowed: 1000 to 900000",
                "session.timeout.ms | 5999 | allowed: 6000 to 1800000",
                "generation.hold.ms | 999 | allowed: 1000 to 300000",
                "closed.order.retention.ms | 7d | allowed: 1000 to 315360000000",
                "command.memory.size | 0 | allowed: 1 to 1024",
                "payment.deadline.ms | 999 | allowed: 1000 to 604800000",
                "payment.patience.ms | 1m | allowed: 1000 to 604800000",
                "compensation.backoff.ms | 99 | allowed: 100 to 300000",
                "compensation.attempts.max | 0 | allowed: 1 to 100",
                "record.max.bytes | 1 | allowed: 1024 to 16777216",
                "rocksdb.block.cache.bytes | 1 | allowed: 1048576 to 1073741824",
                "rocksdb.write.buffer.bytes | 1 | allowed: 1048576 to 1073741824",
                "startup.timeout.ms | 99 | allowed: 100 to 600000",
                "shutdown.timeout.ms | 99 | allowed: 100 to 600000",
                "thread.replacements.max | -1 | allowed: 0 to 1000",
                "thread.replacements.window.ms | 999 | allowed: 1000 to 86400000",
            })
    void a_bad_value_is_refused_with_key_value_origin_and_range(
            String key, String value, String expected) {
        assertThat(refusal(key + "=" + value))
                .singleElement()
                .asString()
                .startsWith(key + " = '" + value + "' (flag --set): ")
                .contains(expected);
    }

    @Test
    void every_key_has_a_bad_value_in_the_table_above() throws NoSuchMethodException {
        CsvSource table =
                AppConfigTest.class
                        .getDeclaredMethod(
                                "a_bad_value_is_refused_with_key_value_origin_and_range",
                                String.class,
                                String.class,
                                String.class)
                        .getAnnotation(CsvSource.class);

        assertThat(List.of(table.value()).stream().map(row -> row.split(" ", 2)[0]).distinct())
                .containsExactlyElementsOf(Settings.ALL.stream().map(Setting::key).toList());
    }

    @Test
    void all_problems_are_named_at_once() {
        assertThat(refusal("http.port=x", "roles=trucker", "no.such.key=1", "noequals"))
                .hasSize(4)
                .anySatisfy(p -> assertThat(p).startsWith("flag --set 'noequals'"))
                .anySatisfy(p -> assertThat(p).startsWith("no.such.key (flag --set)"))
                .anySatisfy(p -> assertThat(p).startsWith("http.port"))
                .anySatisfy(p -> assertThat(p).startsWith("roles"));
    }

    @Test
    void an_unknown_key_is_refused_with_a_proposal_wherever_it_stands() throws IOException {
        assertThat(refusal("http.prot=1"))
                .containsExactly(
                        "http.prot (flag --set): there is no such key; did you mean http.port?");
        assertThat(
                        refusal(
                                ConfigSources.none()
                                        .environment(Map.of("ORDER_PIPELINE_ROLE", "views"))))
                .containsExactly(
                        "ORDER_PIPELINE_ROLE (environment ORDER_PIPELINE_ROLE): there is no such key;"
                                + " did you mean ORDER_PIPELINE_ROLES?");
        assertThat(refusal(ConfigSources.none().file(file("kafka.producer.linger.mss=5"))))
                .singleElement()
                .asString()
                .contains("did you mean kafka.producer.linger.ms?");
        assertThat(refusal("zzz.zzz.zzz.zzz=1"))
                .singleElement()
                .asString()
                .endsWith("docs/configuration.md lists all keys");
    }

    @Test
    void an_overridden_value_is_still_checked_for_its_key() throws IOException {
        ConfigSources sources =
                ConfigSources.none().flag("--set", "http.port", "1").file(file("htp.port=2"));

        assertThat(refusal(sources)).singleElement().asString().contains("did you mean http.port?");
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        assertThat(refusal(ConfigSources.none().file(dir.resolve("none.properties"))))
                .singleElement()
                .asString()
                .contains("flag --config")
                .contains("none.properties");
    }

    @Test
    void flags_that_contradict_each_other_are_refused() {
        assertThat(refusal("http.port=1", "http.port=2"))
                .containsExactly(
                        "http.port = '2' (flag --set): another flag gives another value; give one");
    }

    @Test
    void the_patience_with_a_silent_decider_outlasts_a_failover() {
        assertThat(refusal("payment.patience.ms=6000", "session.timeout.ms=6000"))
                .singleElement()
                .asString()
                .contains("payment.patience.ms = '6000'", "session.timeout.ms = '6000'")
                .contains("longer than the session time-out");
    }

    @Test
    void a_transaction_must_outlive_a_commit_interval() {
        assertThat(refusal("transaction.timeout.ms=1000", "commit.interval.ms=1000"))
                .singleElement()
                .asString()
                .startsWith(
                        "transaction.timeout.ms = '1000' (flag --set), commit.interval.ms = '1000' (flag"
                                + " --set): the broker would abort every transaction");
        assertThat(AppConfig.load(flags("transaction.timeout.ms=1001", "commit.interval.ms=1000")))
                .isNotNull();
    }

    @Test
    void a_rule_over_two_keys_is_silent_when_one_of_them_cannot_be_read() {
        assertThat(refusal("transaction.timeout.ms=x", "commit.interval.ms=60000"))
                .singleElement()
                .asString()
                .contains("not a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka-streams", "kafka-streams/mine", ""})
    void the_state_directory_that_all_kafka_streams_programs_share_is_refused(String below) {
        Path shared = Path.of(System.getProperty("java.io.tmpdir")).resolve(below);

        assertThat(refusal("state.dir=" + shared))
                .singleElement()
                .asString()
                .contains("share that place by default");
    }

    @Test
    void write_buffers_must_leave_room_in_the_block_cache() {
        assertThat(refusal("rocksdb.write.buffer.bytes=201326592"))
                .singleElement()
                .asString()
                .contains("must leave room for blocks");
    }

    private List<String> refusal(String... assignments) {
        return refusal(flags(assignments));
    }

    private static List<String> refusal(ConfigSources sources) {
        InvalidConfigException refused =
                catchThrowableOfType(InvalidConfigException.class, () -> AppConfig.load(sources));
        assertThat(refused).as("refused").isNotNull();
        return refused.problems();
    }

    private static ConfigSources flags(String... assignments) {
        return ConfigSources.none().assignments(List.of(assignments));
    }

    private Path file(String... lines) throws IOException {
        return Files.write(dir.resolve("app.properties"), List.of(lines));
    }
}
