package io.orderpipeline.bench.throughput;

import io.orderpipeline.bench.lab.App;
import io.orderpipeline.bench.lab.GroupPositions;
import io.orderpipeline.bench.lab.Lab;
import io.orderpipeline.bench.lab.Program;
import io.orderpipeline.bench.lab.Roles;
import io.orderpipeline.bench.load.TrafficLoader;
import io.orderpipeline.sim.audit.AuditOptions;
import io.orderpipeline.sim.audit.AuditReport;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.audit.Auditor;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import io.orderpipeline.topic.TopicSettings;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Lets the pipeline, or the bare application, work off records that lie ready. The first share of
 * them warms the process up and does not count. Each measurement has a broker of its own.
 */
final class Throughput {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration API_PATIENCE = Duration.ofSeconds(30);
    private static final String COMMIT_INTERVAL_MS = "100";
    private static final String THREADS = "1";
    private static final String BARE_OUTPUT = "bare.output";
    private static final String BARE = "bare";

    private final Path home;
    private final TrafficOptions traffic;
    private final double warmUpShare;

    /**
     * Nothing happens yet.
     *
     * @param warmUpShare of the commands, 0 to 1
     */
    Throughput(Path home, long seed, int orders, double warmUpShare) {
        this.home = home;
        this.traffic = TrafficOptions.of(Scenario.CALM, seed, orders);
        this.warmUpShare = warmUpShare;
    }

    /**
     * Commands per second from the pipeline, with all its roles caught up in the end, and what came
     * of them audited.
     */
    Settled pipeline() throws InterruptedException {
        try (Lab lab = Lab.open(home);
                GroupPositions positions = lab.positions()) {
            long commands = load(lab);
            App app =
                    lab.startApp(
                            "app",
                            "commit.interval.ms=" + COMMIT_INTERVAL_MS,
                            "streams.threads=" + THREADS);
            Settled settled =
                    measure(
                            app.program(),
                            new Course(
                                    commands,
                                    () -> Roles.decided(positions),
                                    () -> Roles.caughtUp(positions)));
            return settled.audited(audit(lab));
        }
    }

    /** Records per second from the bare application. */
    Settled bare() throws InterruptedException {
        try (Lab lab = Lab.open(home);
                Admin admin = lab.connection().clients().admin(API_PATIENCE);
                GroupPositions positions = lab.positions()) {
            long commands = load(lab);
            admin.createTopics(List.of(new NewTopic(BARE_OUTPUT, partitions(), (short) 1)));
            Program program =
                    lab.start(
                            BARE,
                            "io.orderpipeline.bench.bare.BareStreams",
                            List.of(
                                    lab.connection().bootstrap(),
                                    BARE,
                                    Topics.ORDER_COMMAND.name(),
                                    BARE_OUTPUT,
                                    COMMIT_INTERVAL_MS,
                                    THREADS,
                                    home.resolve(BARE).resolve("state").toString()));
            List<String> input = List.of(Topics.ORDER_COMMAND.name());
            return measure(
                    program,
                    new Course(
                            commands,
                            () -> positions.passed(BARE, Topics.ORDER_COMMAND.name()),
                            () -> positions.isAtEnd(BARE, input)));
        }
    }

    /** An app publishes the schemas, without which nothing can be written, and goes again. */
    private long load(Lab lab) throws InterruptedException {
        App publisher = lab.startApp("publisher");
        publisher.awaitReady();
        publisher.program().stop();
        return new TrafficLoader(lab.connection())
                .load(new Traffic(traffic), partitions())
                .commands();
    }

    private static int partitions() {
        return TopicSettings.defaults(1).partitions();
    }

    /** What there is to do, how far it is, and whether it is done. */
    private record Course(long commands, LongSupplier passed, BooleanSupplier done) {}

    private Settled measure(Program program, Course course) throws InterruptedException {
        long warm = (long) (course.commands() * warmUpShare);
        program.await("the warm-up", PATIENCE, () -> course.passed().getAsLong() >= warm);
        long from = course.passed().getAsLong();
        long began = System.nanoTime();
        Duration cpuBefore = program.cpu();
        program.await("everything to be settled", PATIENCE, course.done());
        long nanos = System.nanoTime() - began;
        return new Settled(
                course.commands() - from,
                nanos / 1e9,
                program.cpu().minus(cpuBefore).toNanos() / 1e9,
                List.of());
    }

    private static List<String> audit(Lab lab) {
        AuditReport report = new Auditor(AuditOptions.of(lab.connection(), List.of())).audit();
        return report.invariants().stream().filter(row -> !row.ok()).map(AuditRow::id).toList();
    }
}
