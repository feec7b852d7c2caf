package io.orderpipeline.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.sim.audit.AuditRow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The claim of the README, small: real parts, a real kill -9, an honest audit. */
final class DemoIT {

    @TempDir private Path directory;

    @Test
    void the_demo_ends_with_every_row_green_and_tells_what_it_did() {
        StringWriter told = new StringWriter();
        Narrator narrator =
                new Narrator(new PrintWriter(told), new PrintWriter(new StringWriter()));
        DemoReport report;
        try (Demo demo =
                new Demo(
                        new DemoOptions(400, 7, 1_000, true),
                        new DemoFolder(directory),
                        narrator)) {
            report = demo.run();
            narrator.table(report);
        }

        assertThat(report.invariants()).as(told.toString()).allMatch(AuditRow::ok);
        assertThat(report.invariants())
                .extracting(AuditRow::id)
                .containsExactly(
                        "I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "P",
                        "Q", "F");
        assertThat(report.ok()).isTrue();
        assertThat(report.crashes())
                .extracting(Crash.Told::process)
                .containsExactlyInAnyOrder("decider", "tracker", "views");
        assertThat(report.transactions().untracked() - report.transactions().late())
                .as("400 orders of 20,000, of which 8,342 are untracked")
                .isEqualTo(167)
                .isEqualTo(report.transactions().recovered() + report.transactions().refunded());
        assertThat(told.toString())
                .contains(
                        "seed     7",
                        "kill -9 of the decider, pid",
                        "dead letters",
                        "red: [I10], and names them");
        assertThatDocumentHasTheFiguresPromised(report);
    }

    private static void assertThatDocumentHasTheFiguresPromised(DemoReport report) {
        JsonNode document = new JsonMapper().valueToTree(report);

        assertThat(document.at("/seed").asLong()).isEqualTo(7);
        assertThat(document.at("/orders").asInt()).isEqualTo(400);
        assertThat(document.at("/ok").asBoolean()).isTrue();
        assertThat(document.at("/throughput/commandsPerSecond").asDouble()).isPositive();
        assertThat(document.at("/latencyMs/p50").asDouble()).isPositive();
        assertThat(document.at("/latencyMs/p99").asDouble())
                .isGreaterThanOrEqualTo(document.at("/latencyMs/p50").asDouble());
        assertThat(document.at("/transactions/refunded").asLong())
                .isEqualTo(report.transactions().refunded());
        assertThat(document.at("/transactions/pending").asLong(-1)).isZero();
        assertThat(document.at("/transactions/escalated").asLong(-1)).isZero();
        assertThat(document.at("/reads/answers/byStatus/200").asLong()).isGreaterThan(200);
        assertThat(document.at("/recoverySeconds").asDouble()).isPositive();
        assertThat(document.at("/mapStore/transactionsUntracked").asLong()).isPositive();
        JsonNode commands = document.at("/commands");
        assertThat(commands.path("sent").asLong())
                .isEqualTo(commands.path("acknowledged").asLong());
        assertThat(commands.path("acknowledged").asLong())
                .isEqualTo(
                        commands.path("accepted").asLong()
                                + commands.path("rejected").asLong()
                                + commands.path("duplicates").asLong()
                                + commands.path("deadLettered").asLong());
        assertThat(commands.path("deadLettered").asLong()).isEqualTo(24);
        assertThat(document.at("/invariants/0").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "name", "ok", "checked", "detail");
    }
}
