package io.orderpipeline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTest {

    /** Nothing listens on port 1. */
    private static final String NOWHERE = "127.0.0.1:1";

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--orders         | 0     | from 1 to 10000000",
                "--orders         | many  | int",
                "--rate           | -1    | from 0 to 1000000",
                "--settle         | -1    | from 0 to 86400",
                "--seed           | x     | long",
                "--scenario       | storm | one of calm, mischief, incident",
                "--duplicates     | 1.1   | a number from 0 to 1",
                "--duplicates     | NaN   | a number from 0 to 1",
                "--resubmits      | 51    | from 0 to 50",
                "--stale-versions | -0.1  | a number from 0 to 1",
                "--reorder        | 2     | a number from 0 to 1",
                "--id-reuse       | 2     | a number from 0 to 1",
                "--invalid        | 2     | a number from 0 to 1",
                "--late           | 2     | a number from 0 to 1",
                "--poison         | -1    | from 0 to 1000000",
            })
    void a_bad_option_of_simulate_is_named_with_value_and_range(
            String option, String value, String allowed) {
        assertThat(run(new SimulateCommand(), option + "=" + value)).isEqualTo(2);
        assertThat(err.toString()).contains(option).contains("'" + value).contains(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--settle           | -1            | from 0 to 86400",
                "--closed-retention | soon          | such as 7d",
                "--closed-retention | PT-1S         | 0s or longer",
                "--command-memory   | 0             | from 1 to 10000",
                "--command-memory   | 10001         | from 1 to 10000",
                "--payment-deadline | soon          | such as 7d",
                "--payment-deadline | 8d            | 1s to 7d",
                "--payment-patience | 999ms         | 1s to 7d",
                "--application-prefix | a/b         | letters, digits",
                "--ledger           | missing.jsonl | a file that can be read",
                "--reads            | missing.jsonl | a file that can be read",
            })
    void a_bad_option_of_audit_is_named_with_value_and_range(
            String option, String value, String allowed) {
        assertThat(run(new AuditCommand(), option + "=" + value)).isEqualTo(2);
        assertThat(err.toString()).contains(option).contains(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--down | -1   | from 0 to 3600",
                "--down | 3601 | from 0 to 3600",
                "--down | soon | int",
            })
    void a_bad_option_of_gateway_is_named_with_value_and_range(
            String option, String value, String allowed) {
        assertThat(run(new GatewayCommand(), option + "=" + value)).isEqualTo(2);
        assertThat(err.toString()).contains(option).contains("'" + value).contains(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--url      | nonsense       | http://HOST:PORT",
                "--url      | http://h:1/api | http://HOST:PORT",
                "--url      | ftp://h:1      | http://HOST:PORT",
                "--url      | http://[       | http://HOST:PORT",
                "--sessions | 0              | from 1 to 1000",
                "--rate     | -1             | from 0 to 1000000",
                "--duration | 0s             | 1ms to 1d",
                "--duration | soon           | such as 7d",
                "--seed     | x              | long",
            })
    void a_bad_option_of_read_is_named_with_value_and_range(
            String option, String value, String allowed) {
        assertThat(run(new ReadCommand(), option + "=" + value)).isEqualTo(2);
        assertThat(err.toString()).contains(option).contains(allowed);
    }

    @Test
    void a_reader_that_had_nothing_to_ask_says_so_and_fails() {
        assertThat(run(new ReadCommand(), "--seed=5", "--ledger=" + folder, "--duration=100ms"))
                .isEqualTo(1);
        assertThat(out.toString())
                .startsWith("seed 5")
                .contains("nothing was asked", folder.toString());
    }

    @Test
    void a_gateway_without_a_broker_is_told_so_and_leaves_no_book() {
        Path book = folder.resolve("book.jsonl");

        assertThat(run(new GatewayCommand(), "--book=" + book, "--bootstrap=" + NOWHERE))
                .isEqualTo(3);
        assertThat(err.toString()).contains(NOWHERE).contains("./pipeline up");
        assertThat(book).doesNotExist();
    }

    @Test
    void an_unreachable_broker_is_told_within_seconds() {
        Instant start = Instant.now();

        assertThat(run(new SimulateCommand(), "--seed=5", "--bootstrap=" + NOWHERE)).isEqualTo(3);
        assertThat(err.toString()).contains(NOWHERE).contains("./pipeline up");
        assertThat(out.toString()).startsWith("seed 5");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void an_address_that_is_none_is_a_usage_error() {
        assertThat(run(new SimulateCommand(), "--bootstrap=nonsense")).isEqualTo(2);
        assertThat(err.toString()).contains("--bootstrap").contains("'nonsense'", "HOST:PORT");
    }

    @Test
    void help_shows_examples_and_exit_codes() {
        assertThat(run(new SimulateCommand(), "--help")).isZero();
        assertThat(run(new AuditCommand(), "--help")).isZero();
        assertThat(run(new GatewayCommand(), "--help")).isZero();
        assertThat(run(new ReadCommand(), "--help")).isZero();
        assertThat(out.toString().split("Examples:", -1)).hasSize(5);
        assertThat(out.toString().split("Exit codes:", -1)).hasSize(5);
        assertThat(out.toString()).contains("simulate --scenario incident ");
    }

    private int run(Object command, String... args) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
