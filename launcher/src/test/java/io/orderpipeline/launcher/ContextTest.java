package io.orderpipeline.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.launcher.rebuild.AppFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ContextTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "PIPELINE_BOOTSTRAP", "inside:19092",
                    "PIPELINE_REGISTRY", "http://inside:8080",
                    "PIPELINE_URL", "http://inside:1");

    @TempDir Path home;

    private CommandRun config(Map<String, String> environment, String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "app";
        all[1] = "--print-config";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return CommandRun.in(environment, home, all);
    }

    @Test
    void a_context_gives_a_command_the_addresses_that_compose_publishes() {
        assertThat(config(Map.of(), "--context", "compose").out())
                .contains("127.0.0.1:29092,127.0.0.1:29093,127.0.0.1:29094")
                .contains("http://127.0.0.1:28081/apis/ccompat/v7");
    }

    @Test
    void a_context_may_stand_before_the_command() {
        CommandRun run =
                CommandRun.in(
                        Map.of(), home, "--context=compose-confluent", "app", "--print-config");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("127.0.0.1:29092").contains("http://127.0.0.1:28081 ");
    }

    @Test
    void a_flag_is_stronger_than_the_context() {
        assertThat(config(Map.of(), "--context=compose", "--bootstrap=there:1").out())
                .contains("there:1")
                .doesNotContain("29092");
    }

    @Test
    void containers_have_their_addresses_in_the_environment() {
        assertThat(config(ENVIRONMENT).out()).contains("inside:19092", "http://inside:8080");
    }

    @Test
    void the_context_that_was_named_is_stronger_than_the_environment() {
        assertThat(config(ENVIRONMENT, "--context=local").out()).doesNotContain("inside");
    }

    @Test
    void the_context_that_was_named_is_stronger_than_a_file() throws IOException {
        String file = file("bootstrap.servers=there:1").toString();

        assertThat(config(Map.of(), "--config", file).out()).contains("there:1");
        assertThat(config(Map.of(), "--config", file, "--context=compose").out())
                .contains("127.0.0.1:29092")
                .doesNotContain("there:1");
        assertThat(config(Map.of(), "--config", file, "--context=local").out())
                .containsPattern("bootstrap.servers += 127.0.0.1:9092")
                .doesNotContain("there:1");
        assertThat(config(Map.of(), "--set=bootstrap.servers=here:1", "--context=compose").out())
                .contains("here:1");
    }

    @Test
    void commands_that_take_the_app_s_configuration_take_addresses_as_the_app_does()
            throws IOException {
        String file = file("bootstrap.servers=there:1").toString();

        assertThat(brokers("--config", file)).isEqualTo("there:1");
        assertThat(brokers("--config", file, "--context=compose")).contains("127.0.0.1:29092");
        assertThat(brokers("--config", file, "--context=local")).isEqualTo("127.0.0.1:9092");
        assertThat(brokers("--context=compose", "--bootstrap=here:1")).isEqualTo("here:1");
        assertThat(brokers("--context=compose", "--set=bootstrap.servers=here:1"))
                .isEqualTo("here:1");
    }

    private Path file(String line) throws IOException {
        return Files.writeString(home.resolve("app.properties"), line);
    }

    /** As the app, rebuild and faults find them. */
    private String brokers(String... arguments) {
        Probe probe = new Probe();
        StackDefaults defaults =
                new StackDefaults(home, Context.namedIn(List.of(arguments)), Map.of());
        int exitCode =
                Main.commandLine(home, defaults)
                        .addSubcommand("probe", probe)
                        .setDefaultValueProvider(defaults)
                        .execute(
                                Stream.concat(Stream.of("probe"), Stream.of(arguments))
                                        .toArray(String[]::new));
        assertThat(exitCode).isZero();
        return probe.app.config().cluster().bootstrapServers();
    }

    @Command(name = "probe")
    private static final class Probe implements Runnable {
        @Mixin private AppFlags app = AppFlags.unset();

        @Override
        public void run() {}
    }

    @Test
    void the_url_follows_the_environment_too() {
        CommandRun run = CommandRun.in(ENVIRONMENT, home, "stats");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("http://inside:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "status", "down"})
    void what_compose_has_started_is_not_for_the_local_stacks_commands(String command) {
        CommandRun run = CommandRun.in(Map.of(), home, command, "--context=compose");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("docker compose up, ps, down")
                .contains("pipeline " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--context=moon", "--context=COMPOSE"})
    void an_unknown_context_is_refused_with_those_that_there_are(String option) {
        CommandRun run = CommandRun.in(Map.of(), home, "stats", option);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--context").contains("local, compose, compose-confluent");
    }
}
