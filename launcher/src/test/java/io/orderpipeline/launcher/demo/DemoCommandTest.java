package io.orderpipeline.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.sim.SimulationResult;
import io.orderpipeline.sim.audit.AuditRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DemoCommandTest {

    private static final AuditRow GREEN = new AuditRow("I1", "nothing lost", true, 10, "");
    private static final AuditRow RED = new AuditRow("Q", "read over HTTP", false, 10, "o-1");

    @TempDir private Path folder;

    private static DemoReport report(boolean settled, AuditRow... rows) {
        return new DemoReport(
                7,
                10,
                new SimulationResult.Commands(10, 10, 8, 1, 1, 0, 0, 0, 0),
                new SimulationResult.Throughput(100),
                new DemoReport.Latency(5, 9, 12),
                new Crash.Told(0.5, 4711, 3.2),
                List.of(rows),
                new DemoReport.Addresses("http", "bootstrap", "registry", "ledger"),
                settled);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--orders | 0        | from 1 to 10000000",
                "--orders | 10000001 | from 1 to 10000000",
                "--orders | many     | 'many' is not an int",
                "--rate   | -1       | from 0 to 1000000",
                "--seed   | x        | 'x' is not a long",
                "--json   | no/such/folder/demo.json | a file in a folder that exists"
            })
    void a_bad_value_is_refused_before_anything_starts(String option, String value, String told) {
        StringWriter err = new StringWriter();
        int exitCode =
                new CommandLine(new DemoCommand())
                        .setErr(new PrintWriter(err, true))
                        .execute("--exit", option, value);
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains(option, value, told);
    }

    @Test
    void a_demo_exits_with_0_only_when_it_settled_and_every_row_is_green() {
        assertThat(DemoCommand.exitCode(report(true, GREEN))).isZero();
        assertThat(DemoCommand.exitCode(report(true, GREEN, RED))).isEqualTo(1);
        assertThat(DemoCommand.exitCode(report(false, GREEN))).isEqualTo(1);
    }

    @Test
    void the_document_has_the_figures_and_the_verdict() throws IOException {
        Path file = folder.resolve("demo.json");
        DemoCommand.write(report(true, GREEN, RED), file);
        JsonNode document = new JsonMapper().readTree(file.toFile());
        assertThat(document.at("/seed").asInt()).isEqualTo(7);
        assertThat(document.at("/commands/accepted").asInt()).isEqualTo(8);
        assertThat(document.at("/ok").asBoolean(true)).isFalse();
        assertThat(document.at("/invariants/1/ok").asBoolean(true)).isFalse();
    }
}
