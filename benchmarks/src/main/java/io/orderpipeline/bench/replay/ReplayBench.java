package io.orderpipeline.bench.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.bench.bare.BareConsumer;
import io.orderpipeline.bench.lab.App;
import io.orderpipeline.bench.lab.GroupPositions;
import io.orderpipeline.bench.lab.Lab;
import io.orderpipeline.bench.lab.Program;
import io.orderpipeline.bench.lab.Roles;
import io.orderpipeline.bench.load.Reads;
import io.orderpipeline.sim.Simulation;
import io.orderpipeline.sim.SimulationOptions;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import io.orderpipeline.stack.StackException;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Fills the log, and then, while a little traffic flows and orders are asked for over HTTP, has the
 * next generation of the views built and compared, between two readings of the same topic by a bare
 * consumer.
 */
public final class ReplayBench {

    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration READS = Duration.ofSeconds(20);
    private static final Duration REPLAY_PATIENCE = Duration.ofHours(1);
    private static final int READS_PER_SECOND = 200;
    private static final int TRAFFIC_PER_SECOND = 100;
    private static final int ENDLESS = 100_000;

    private final Path home;
    private final long seed;
    private final int orders;
    private final Consumer<String> tell;

    /**
     * Nothing happens yet.
     *
     * @param orders how many fill the log; each has some 2.75 events
     * @param tell hears what it does
     */
    public ReplayBench(Path home, long seed, int orders, Consumer<String> tell) {
        this.home = home;
        this.seed = seed;
        this.orders = orders;
        this.tell = tell;
    }

    /** Measures; fails when the log does not settle, or the replay not end, within an hour. */
    public ReplayFigures run() throws InterruptedException {
        try (Lab lab = Lab.open(home)) {
            tell.accept("filling the log and the views");
            App app = lab.startFilled(new Traffic(TrafficOptions.of(Scenario.CALM, seed, orders)));
            Simulation traffic = traffic(lab);
            var flowing = traffic.start();
            ReplayFigures found;
            try (Reads reads = Reads.start(app.http(), READS_PER_SECOND, this::someOrder)) {
                found = measure(lab, app, reads);
            } finally {
                traffic.stop();
                var unused = flowing.join();
            }
            tell.accept("the audit");
            return found.audited(lab.audit());
        }
    }

    private Simulation traffic(Lab lab) {
        return new Simulation(
                new SimulationOptions(
                        TrafficOptions.of(Scenario.CALM, seed + 1, ENDLESS),
                        lab.connection(),
                        TRAFFIC_PER_SECOND,
                        Duration.ZERO,
                        Optional.of(home.resolve("traffic.jsonl"))));
    }

    private ReplayFigures measure(Lab lab, App app, Reads reads) throws InterruptedException {
        tell.accept("reads without a replay");
        Thread.sleep(WARM_UP.toMillis());
        var warm = reads.take();
        Thread.sleep(READS.toMillis());
        Reads.Taken before = reads.take();
        List<BareConsumer.Read> bare = new ArrayList<>();
        tell.accept(
                "a bare consumer; until now p99 was %.1f ms".formatted(warm.percentiles().p99Ms()));
        bare.add(readBare(lab));
        try (GroupPositions positions = lab.positions()) {
            tell.accept("replay");
            long decided = Roles.decided(positions);
            var unused = reads.take();
            JsonNode replay = replay(lab, app);
            Reads.Taken during = reads.take();
            decided = Roles.decided(positions) - decided;
            tell.accept("the bare consumer again");
            bare.add(readBare(lab));
            return new ReplayFigures(
                    bare.get(0).records(),
                    bare,
                    replay.at("/times/build").asDouble(),
                    replay.at("/times/verify").asDouble(),
                    replay.path("outcome").asText().equals("AGREES"),
                    decided,
                    before,
                    during,
                    List.of());
        }
    }

    private static BareConsumer.Read readBare(Lab lab) {
        return BareConsumer.readAll(lab.connection().clients(), Topics.ORDER_EVENT.name());
    }

    /** By the command that an operator uses, in a process of its own. */
    private static JsonNode replay(Lab lab, App app) throws InterruptedException {
        Program replay =
                lab.start(
                        "replay",
                        "io.orderpipeline.launcher.Main",
                        List.of(
                                "replay",
                                "--dry-run",
                                "--json",
                                "--by",
                                "bench",
                                "--url",
                                app.http().toString(),
                                "--bootstrap",
                                lab.connection().bootstrap(),
                                "--registry",
                                lab.connection().registry()));
        return document(replay.awaitEnd(REPLAY_PATIENCE));
    }

    /** Of all that a command said; the document stands on lines of its own. */
    static JsonNode document(List<String> said) {
        int from = said.indexOf("{");
        int to = said.lastIndexOf("}");
        if (from < 0 || to < from) {
            throw new StackException("the replay failed: " + String.join(" | ", said));
        }
        try {
            return new JsonMapper().readTree(String.join("\n", said.subList(from, to + 1)));
        } catch (JsonProcessingException e) {
            throw new StackException("the replay said something else: " + said, e);
        }
    }

    private String someOrder(long number) {
        return "/orders/o-%x-%d".formatted(seed, Math.floorMod(number * 7_919, orders));
    }
}
