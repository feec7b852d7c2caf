package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the command says before anything starts. */
final class AppCommandTest {

    private record Outcome(int exitCode, String text) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.producer.delivery.timeout.ms=1 | delivery.timeout.ms is 1; allowed:",
                "kafka.admin.default.api.timeout.ms=1 | default.api.timeout.ms is 1; allowed:",
                "kafka.producer.max.in.flight.requests.per.connection=6 | Kafka refuses it",
            })
    void settings_that_kafka_only_refuses_together_are_refused_before_anything_connects(
            String assignment, String reason) {
        Outcome refused = run("--print-config", "--set", assignment);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.text())
                .startsWith("The configuration is refused:")
                .contains(assignment.substring(0, assignment.indexOf('=')) + " = '")
                .contains("(flag --set): ", reason)
                .doesNotContain("at org.apache.kafka");
    }

    @Test
    void the_same_settings_in_harmony_are_accepted() {
        Outcome accepted =
                run(
                        "--print-config",
                        "--set=kafka.producer.delivery.timeout.ms=1101",
                        "--set=kafka.producer.request.timeout.ms=1000",
                        "--set=kafka.producer.linger.ms=101");

        assertThat(accepted.text()).contains("kafka.producer.linger.ms");
        assertThat(accepted.exitCode()).isZero();
    }

    @Test
    void help_lists_how_a_stopped_app_ends() {
        assertThat(run("--help").text().lines().map(String::strip))
                .contains(
                        "130   stopped by Ctrl-C, everything committed",
                        "143   stopped by SIGTERM, everything committed");
    }

    private static Outcome run(String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        int exitCode =
                new CommandLine(new AppCommand()).setOut(writer).setErr(writer).execute(arguments);
        return new Outcome(exitCode, text.toString());
    }
}
