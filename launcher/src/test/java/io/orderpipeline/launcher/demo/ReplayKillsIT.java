package io.orderpipeline.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.generation.Generation;
import io.orderpipeline.generation.GenerationStatus;
import io.orderpipeline.generation.GenerationTable;
import io.orderpipeline.sim.audit.AuditReport;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.reads.Reading;
import io.orderpipeline.sim.reads.ReadingResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at twenty seeded moments of replays, of an instance or of the command: whatever happens,
 * the live generation answers, only a verified one becomes live, and no session goes back.
 */
@EnabledIfSystemProperty(
        named = "replay.kills",
        matches = "[1-9][0-9]*",
        disabledReason = "takes ten minutes: mvn verify -Dreplay.kills=20")
final class ReplayKillsIT {

    private static final int KILLS = Integer.getInteger("replay.kills", 20);
    private static final long TRAFFIC = 1_000;
    private static final Duration LONG = Duration.ofMinutes(4);

    /** A replay that is killed early is one kill, and one that is left to its end up to four. */
    private static final Duration MOST = Duration.ofMinutes(2L * KILLS);

    /** What is waited for before the moment of a kill. */
    private enum Phase {
        BUILD(8_000),
        VERIFIED(150),
        HELD(400),
        SWITCHED(400);

        private final int spreadMs;

        Phase(int spreadMs) {
            this.spreadMs = spreadMs;
        }

        boolean isIn(GenerationTable table, int liveBefore) {
            return switch (this) {
                case BUILD -> table.candidate().isPresent();
                case VERIFIED ->
                        table.candidate()
                                .filter(each -> each.status() == GenerationStatus.VERIFIED)
                                .isPresent();
                case HELD -> table.holding().isPresent();
                case SWITCHED -> table.live() != liveBefore;
            };
        }
    }

    @TempDir Path directory;

    private final long seed = Long.getLong("replay.seed", System.nanoTime() & 0xffff);
    private final Random random = new Random(seed);
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<String> story = new ArrayList<>();
    private ReplayStage stage;

    @BeforeEach
    void start() throws Exception {
        System.out.println("seed " + seed + " (-Dreplay.seed=" + seed + " repeats it)");
        stage = new ReplayStage(directory);
        for (String name : List.of("one", "two")) {
            AppProcess unused =
                    stage.host(
                            AppProcess.start(
                                    stage.stack, stage.folder, name, "decider,tracker,views"));
        }
        stage.send(TRAFFIC, 150, 200);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void killed_at_any_moment_the_live_generation_answers_and_only_a_verified_one_is_promoted()
            throws Exception {
        Reading reading = stage.reading(seed);
        CompletableFuture<ReadingResult> answers = reading.start();
        CompletableFuture<Void> traffic =
                CompletableFuture.runAsync(this::traffic, task -> new Thread(task).start());
        long deadline = System.nanoTime() + MOST.toNanos();
        int kills = 0;
        while (kills < KILLS) {
            assertThat(System.nanoTime() - deadline).as("%s", story).isNegative();
            kills += round();
            assertThatOnlyVerifiedOnesWereLive();
            assertThatOrdersAreAnswered();
        }
        over.set(true);
        traffic.get();
        ReplayProcess last = stage.begin("replay", "--promote", "--by", "it", "--grace", "1s");
        assertThat(last.await(LONG)).as("%s %s %s", seed, story, last.told()).isZero();
        reading.requestStop();
        assertThat(answers.get().answers().total()).isGreaterThan(500);
        AuditReport report = stage.audit();
        assertThat(report.invariants()).as("seed %s: %s", seed, story).allMatch(AuditRow::ok);
        System.out.println(story);
        System.out.println(report.invariants());
    }

    /** One replay, robbed of an instance in each phase or killed in one; says how often. */
    private int round() throws Exception {
        int liveBefore = stage.table().live();
        int kills = 0;
        ReplayProcess replay = stage.begin("replay", "--promote", "--by", "it", "--grace", "1s");
        for (Phase phase : Phase.values()) {
            int waitMs = awaitMoment(replay, phase, liveBefore);
            if (!replay.isAlive()) {
                break;
            }
            kills++;
            if (random.nextInt(5) < 2) {
                story.add(phase + " +" + waitMs + " ms: the command");
                replay.kill();
                return kills;
            }
            AppProcess victim = stage.instances.get(random.nextInt(stage.instances.size()));
            story.add(phase + " +" + waitMs + " ms: " + victim.name());
            victim.kill();
            victim.restart();
        }
        int exitCode = replay.await(LONG);
        story.add("exit " + exitCode);
        assertThat(exitCode).as("%s %s", story, replay.told()).isIn(0, 1, 3);
        return kills;
    }

    private int awaitMoment(ReplayProcess replay, Phase phase, int liveBefore)
            throws InterruptedException {
        while (replay.isAlive() && !phase.isIn(stage.table(), liveBefore)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        int waitMs = random.nextInt(phase.spreadMs);
        long end = System.nanoTime() + waitMs * 1_000_000L;
        while (replay.isAlive() && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return waitMs;
    }

    private void assertThatOnlyVerifiedOnesWereLive() {
        GenerationTable table = stage.table();
        assertThat(table.find(table.live()).map(Generation::status))
                .hasValue(GenerationStatus.LIVE);
        assertThat(table.generations())
                .filteredOn(each -> each.promotedAtMs().isPresent())
                .as("%s", story)
                .allMatch(each -> each.verified().isPresent());
    }

    /** By one instance at least, within what a rebalance takes. */
    private void assertThatOrdersAreAnswered() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        List<Integer> statuses = new ArrayList<>();
        do {
            statuses.clear();
            for (int number = 0; number < 10; number++) {
                statuses.add(status("/orders/" + ReplayStage.order(TRAFFIC, number)));
            }
        } while (!statuses.stream().allMatch(status -> status == 200)
                && System.nanoTime() - deadline < 0);
        assertThat(statuses).as("%s", story).containsOnly(200);
    }

    private int status(String path) throws InterruptedException {
        for (AppProcess instance : stage.instances) {
            try {
                int status = instance.get(path).statusCode();
                if (status == 200) {
                    return status;
                }
            } catch (java.io.IOException killed) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        return 0;
    }

    private void traffic() {
        for (long round = 1; !over.get(); round++) {
            stage.send(TRAFFIC + round, 100, 20);
        }
    }
}
