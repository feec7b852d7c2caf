package io.orderpipeline.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/**
 * Runs a broker and the registry once, during the build, so that they leave class archives for all
 * later starts. Does nothing when the archives are there. A failure costs speed and nothing else.
 */
public final class ArchiveTraining {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Distribution distribution;
    private final StackHome home;
    private final Recipes recipes;
    private final BrokerNode node;
    private final StackState state;

    private ArchiveTraining(Distribution distribution, Path folder) {
        this.distribution = distribution;
        this.home = new StackHome(folder);
        this.recipes = new Recipes(StackSpec.of(folder));
        Ports ports = Ports.anywhere();
        this.node = new BrokerNode(1, ports.take(), ports.take());
        String cluster = Uuid.randomUuid().toString();
        this.state = new StackState(cluster, List.of(node), ports.take(), Map.of());
    }

    /** Takes the root of the checkout as its argument. */
    public static void main(String[] args) throws IOException {
        Distribution distribution = Distribution.locate(Path.of(args[0]));
        Path folder = Files.createTempDirectory("order-pipeline-training-");
        try {
            new ArchiveTraining(distribution, folder).run();
        } catch (StackException e) {
            System.err.println("Brokers and registry will start more slowly: " + e.getMessage());
        } finally {
            new StackHome(folder).delete();
        }
    }

    private record Session(ClassArchive archive, ChildProcess process, Probe probe) {}

    private void run() throws IOException {
        Files.createDirectories(distribution.brokerArchive().file().getParent());
        List<Session> sessions = new ArrayList<>();
        if (!distribution.brokerArchive().exists()) {
            sessions.add(broker());
        }
        if (!distribution.registryArchive().exists()) {
            sessions.add(registry());
        }
        try {
            sessions.forEach(ArchiveTraining::awaitAnswer);
            sessions.forEach(session -> session.process().requestStop());
            sessions.forEach(ArchiveTraining::publish);
        } finally {
            sessions.forEach(session -> session.process().killHard());
        }
    }

    private Session broker() {
        String properties = recipes.writeBrokerConfig(node, state).toString();
        ChildProcess format =
                start(
                        "format",
                        recipes.brokerFlags(),
                        "kafka.tools.StorageTool",
                        List.of("format", "-t", state.clusterId(), "-c", properties));
        requireEnd(format);
        ClassArchive archive = distribution.brokerArchive();
        List<String> flags = new ArrayList<>(recipes.brokerFlags());
        flags.addAll(archive.writeFlags());
        ChildProcess broker = start("broker", flags, "kafka.Kafka", List.of(properties));
        return new Session(archive, broker, new BrokerProbe(node, state.clusterId()));
    }

    private ChildProcess start(
            String name, List<String> flags, String mainClass, List<String> arguments) {
        String classPath = distribution.brokerClassPath();
        List<String> command = JavaCommand.of(flags, classPath, mainClass, arguments);
        return ChildProcess.start(name, command, home.log(name));
    }

    private Session registry() {
        ClassArchive archive = distribution.registryArchive();
        List<String> flags = new ArrayList<>(recipes.registryFlags(state));
        flags.addAll(archive.writeFlags());
        List<String> command =
                JavaCommand.of(
                        flags,
                        distribution.registryJar().toString(),
                        distribution.registryMainClass(),
                        List.of());
        ChildProcess process = ChildProcess.start("registry", command, home.log("registry"));
        return new Session(archive, process, new RegistryProbe(state.registryUrl()));
    }

    private static void awaitAnswer(Session session) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!session.probe().answers()) {
            if (!session.process().isAlive() || System.nanoTime() - deadline > 0) {
                throw failure(session.process());
            }
            Pause.forMillis(100);
        }
    }

    private static void publish(Session session) {
        requireEnd(session.process());
        session.archive().publish();
    }

    private static void requireEnd(ChildProcess process) {
        if (!process.waitFor(PATIENCE)) {
            process.killHard();
            throw failure(process);
        }
    }

    private static StackException failure(ChildProcess process) {
        String tail = String.join("\n  ", process.logTail());
        return new StackException("training with " + process.name() + " failed:\n  " + tail);
    }
}
