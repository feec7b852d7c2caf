package io.orderpipeline.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.sim.SimulationResult;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.audit.TransactionCounts;
import io.orderpipeline.sim.client.Settlement;
import io.orderpipeline.sim.mapstore.MapStoreResult;
import io.orderpipeline.sim.mapstore.comparison.Losses;
import io.orderpipeline.sim.reads.ReadingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DemoCommandTest {

    private static final AuditRow GREEN = new AuditRow("I1", "nothing lost", true, 10, "");
    private static final AuditRow RED = new AuditRow("Q", "read over HTTP", false, 10, "o-1");

    private static final Losses NOTHING = new Losses(0, 0, 0, 0);

    @TempDir private Path folder;

    private static DemoReport report(boolean settled, AuditRow... rows) {
        return report(settled, new TransactionCounts(3, 1, 2, 1, 1, 0, 0, 0, 0), NOTHING, rows);
    }

    private static DemoReport report(
            boolean settled, TransactionCounts transactions, Losses losses, AuditRow... rows) {
        SimulationResult result =
                new SimulationResult(
                        7,
                        10,
                        settled,
                        new SimulationResult.Commands(10, 10, 8, 1, 1, 0, 0, 0, 0),
                        new SimulationResult.Throughput(100),
                        new Settlement.Latency(5, 9, 12),
                        new SimulationResult.Transactions(3, 1, 2, 1, 1, 0, 0),
                        31.5,
                        "ledger",
                        List.of());
        MapStoreResult mapStore =
                new MapStoreResult(
                        new Losses(1, 2, 3, 2),
                        9,
                        3,
                        new MapStoreResult.Requests(20, 15, 2, 2, 1),
                        4,
                        1.5);
        return new DemoReport(
                result,
                new ReadingResult(
                        7,
                        1.5,
                        new ReadingResult.Answers(Map.of("order", 3L), Map.of("200", 3L), 0, 0),
                        new Settlement.Latency(1, 2, 3),
                        "reads",
                        List.of()),
                transactions,
                new DemoReport.Ends(2, losses, mapStore),
                List.of(new Crash.Told("app", 0.5, 4711, 3.2)),
                List.of(rows),
                new DemoReport.Addresses("http", "bootstrap", "registry", "ledger"));
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
    void a_transaction_left_over_or_anything_lost_is_not_ok() {
        TransactionCounts pending = new TransactionCounts(3, 1, 2, 1, 0, 0, 0, 1, 0);
        TransactionCounts escalated = new TransactionCounts(3, 1, 2, 1, 0, 0, 1, 0, 0);
        TransactionCounts settled = new TransactionCounts(3, 1, 2, 1, 1, 0, 0, 0, 0);
        TransactionCounts more = new TransactionCounts(3, 0, 3, 2, 1, 0, 0, 0, 0);

        assertThat(report(true, more, NOTHING, GREEN).ok())
                .as("a tracked transaction was compensated")
                .isFalse();
        assertThat(report(true, pending, NOTHING, GREEN).problems())
                .contains("1 payments are pending, 0 escalated");
        assertThat(report(true, escalated, NOTHING, GREEN).ok()).isFalse();
        assertThat(report(true, settled, new Losses(0, 0, 1, 0), GREEN).ok()).isFalse();
        assertThat(report(true, settled, NOTHING, GREEN).ok()).isTrue();
    }

    @Test
    void a_confirmation_that_waited_for_longer_than_the_deadline_is_no_failure() {
        TransactionCounts late = new TransactionCounts(3, 1, 3, 1, 1, 1, 0, 0, 0);

        assertThat(report(true, late, NOTHING, GREEN).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 42})
    void moments_of_the_crashes_follow_each_other_and_every_role_is_hit(long seed) {
        DemoOptions whole = new DemoOptions(10, seed, 0, false);
        DemoOptions split = new DemoOptions(10, seed, 0, true);

        assertThat(whole.killAfterShares()).isSorted().allMatch(share -> share > 0 && share < 1);
        assertThat(whole.killed()).containsExactly(0, 0);
        assertThat(split.killAfterShares()).isSorted().hasSize(3);
        assertThat(split.killed()).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void the_document_has_the_figures_and_the_verdict() throws IOException {
        Path file = folder.resolve("demo.json");
        DemoCommand.write(report(true, GREEN, RED), file);
        JsonNode document = new JsonMapper().readTree(file.toFile());
        assertThat(document.at("/seed").asInt()).isEqualTo(7);
        assertThat(document.at("/commands/accepted").asInt()).isEqualTo(8);
        assertThat(document.at("/transactions/untracked").asInt()).isEqualTo(2);
        assertThat(document.at("/transactions/pending").isInt()).isTrue();
        assertThat(document.at("/recoverySeconds").asDouble()).isEqualTo(31.5);
        assertThat(document.at("/mapStore/ordersLost").asInt()).isEqualTo(1);
        assertThat(document.at("/mapStore/transactionsUntracked").asInt()).isEqualTo(2);
        assertThat(document.at("/pipeline/updatesLost").asInt(-1)).isZero();
        assertThat(document.at("/crashes/0/process").asText()).isEqualTo("app");
        assertThat(document.at("/ok").asBoolean(true)).isFalse();
        assertThat(document.at("/invariants/1/ok").asBoolean(true)).isFalse();
    }
}
