package io.orderpipeline.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.generation.Generation;
import io.orderpipeline.generation.GenerationStatus;
import io.orderpipeline.generation.GenerationTable;
import io.orderpipeline.sim.audit.AuditReport;
import io.orderpipeline.sim.audit.AuditRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Projections that change: brought in by replay when they are right, kept out when they are not.
 */
final class ReplayIT {

    private static final long SEED = 21;
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir Path directory;

    private ReplayStage stage;

    /** The generation that the pipeline begins with. */
    private int first;

    /** An order that the improved projection shows otherwise. */
    private String changed = "";

    @BeforeEach
    void start() throws Exception {
        stage = new ReplayStage(directory);
        AppProcess unused =
                stage.host(
                        AppProcess.start(
                                stage.stack, stage.folder, "app", "decider,tracker,views"));
        stage.send(SEED, 150, 200);
        first = stage.table().live();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void a_mistaken_projection_is_not_promoted_and_an_improved_one_is_and_can_be_rolled_back()
            throws Exception {
        deploy(OtherProjections.Mistaken.class);
        ReplayProcess refused = stage.begin("replay", "--promote", "--by", "it", "--why", "a bug");
        assertThat(refused.await(LONG)).as(refused.told()).isEqualTo(1);
        assertThat(refused.told()).contains("differs in", "its view does not follow", "retire");
        assertThat(stage.table().live()).isEqualTo(first);
        assertThat(status(first + 1)).isEqualTo(GenerationStatus.BUILDING);
        assertThatTheAuditNamesOrdersOf(first + 1);
        assertThatItCannotBePromoted(first + 1);

        deploy(OtherProjections.Improved.class);
        assertThat(run(1, "replay", "--promote", "--by", "it"))
                .contains("was begun with build", "the instances are of build");
        run(0, "generations", "retire", String.valueOf(first + 1));
        List<String> before = skusOf(orderWithUnsortedLines());
        run(0, "replay", "--dry-run", "--by", "it");
        assertThat(status(first + 2)).isEqualTo(GenerationStatus.ABANDONED);
        run(0, "replay", "--promote", "--by", "it", "--why", "lines by SKU", "--grace", "1h");
        int improved = first + 3;
        assertThat(stage.table().live()).isEqualTo(improved);
        assertThat(skusOf(changed)).isSorted().isNotEqualTo(before);
        assertThat(stage.audit().invariants()).allMatch(AuditRow::ok);

        run(0, "generations", "rollback", "--by", "it");
        assertThat(stage.table().live()).isEqualTo(first);
        assertThat(skusOf(changed)).isEqualTo(before);
        run(0, "replay", "--order", changed);
        run(0, "replay", "--from", "0:0,1:5");
        assertThat(run(1, "replay", "--order", "o-typo")).contains("no order o-typo");
        assertThat(run(1, "replay", "--from", "0:999999")).contains("Nothing has happened");
        run(0, "generations", "promote", String.valueOf(improved), "--by", "it");
        assertThat(skusOf(changed)).isSorted();
        run(0, "generations", "retire", String.valueOf(first));
    }

    /** Stops the app and starts another build of it on the same state. */
    private void deploy(Class<?> main) throws Exception {
        stage.instances.forEach(AppProcess::close);
        stage.instances.clear();
        AppProcess unused = stage.host(AppProcess.of(main, stage.stack, stage.folder, "app"));
    }

    private GenerationStatus status(int number) {
        return stage.table().find(number).map(Generation::status).orElseThrow();
    }

    private void assertThatTheAuditNamesOrdersOf(int generation) {
        AuditReport report = stage.audit();
        assertThat(report.invariants())
                .filteredOn(row -> !row.ok())
                .hasSize(1)
                .allMatch(row -> row.id().equals("I10"))
                .allMatch(row -> row.detail().contains("o-15-"))
                .allMatch(row -> row.detail().contains("generation " + generation));
    }

    private void assertThatItCannotBePromoted(int number) throws Exception {
        GenerationTable before = stage.table();
        String told = run(1, "generations", "promote", String.valueOf(number), "--by", "it");
        assertThat(told).contains("BUILDING", "VERIFIED");
        assertThat(stage.table()).isEqualTo(before);
    }

    private String run(int exitCode, String... arguments) throws Exception {
        ReplayProcess process = stage.begin(arguments);
        assertThat(process.await(LONG)).as(process.told()).isEqualTo(exitCode);
        return process.told();
    }

    private String orderWithUnsortedLines() throws Exception {
        for (int number = 0; number < 150; number++) {
            String order = ReplayStage.order(SEED, number);
            List<String> skus = skusOf(order);
            if (!skus.equals(skus.stream().sorted().toList())) {
                changed = order;
                return order;
            }
        }
        throw new AssertionError("no order has lines that are not sorted");
    }

    private List<String> skusOf(String order) throws Exception {
        JsonNode document = stage.json(stage.instances.get(0), "/orders/" + order);
        List<String> skus = new ArrayList<>();
        document.path("lines").forEach(line -> skus.add(line.path("sku").asText()));
        return skus;
    }
}
