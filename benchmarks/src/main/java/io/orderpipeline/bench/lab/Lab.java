package io.orderpipeline.bench.lab;

import io.orderpipeline.bench.load.DecidedLoader;
import io.orderpipeline.launcher.ClusterTopics;
import io.orderpipeline.sim.audit.AuditOptions;
import io.orderpipeline.sim.audit.AuditReport;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.audit.Auditor;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackSpec;
import io.orderpipeline.topic.TopicSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * A fresh broker and registry on 127.0.0.1, with the pipeline's topics, and the processes that are
 * measured on it. What it starts ends with {@link #close}. Confined to one thread.
 */
public final class Lab implements AutoCloseable {

    /** Partitions of a topic when nobody chooses: those of the stack. */
    public static final int DEFAULT_PARTITIONS = TopicSettings.defaults(1).partitions();

    private static final Duration API_PATIENCE = Duration.ofSeconds(30);
    private static final Duration SETTLE_PATIENCE = Duration.ofHours(1);

    private final Path home;
    private final LocalStack stack;
    private final int partitions;
    private final List<Program> programs = new ArrayList<>();

    private Lab(Path home, LocalStack stack, int partitions) {
        this.home = home;
        this.stack = stack;
        this.partitions = partitions;
    }

    /** Starts them; whatever an earlier run left in the folder is deleted. */
    public static Lab open(Path home) {
        return open(home, DEFAULT_PARTITIONS);
    }

    /** The same with as many partitions of every topic by orders. */
    public static Lab open(Path home, int partitions) {
        LocalStack.find(home.resolve("stack")).ifPresent(LocalStack::delete);
        delete(home);
        LocalStack stack = LocalStack.start(StackSpec.of(home.resolve("stack")));
        try (ClusterTopics topics = new ClusterTopics(stack.bootstrapServers())) {
            topics.create(Optional.of(partitions));
            return new Lab(home, stack, partitions);
        } catch (RuntimeException failed) {
            stack.delete();
            throw failed;
        }
    }

    /** State of an earlier run belongs to brokers that are gone. */
    private static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    /** Where the parts are. */
    public Connection connection() {
        return Connection.to(stack.bootstrapServers(), stack.registryUrl());
    }

    /** Starts a program that ends with the lab; its files are in a folder of its own. */
    public Program start(String name, String mainClass, List<String> arguments) {
        return start(name, System.getProperty("java.class.path"), mainClass, arguments);
    }

    /** The same, of another module, which must not share this one's class path. */
    public Program startBeside(
            String module, String name, String mainClass, List<String> arguments) {
        String target = root() + "/" + module + "/target/";
        return start(
                name,
                target + "classes" + File.pathSeparator + target + "lib/*",
                mainClass,
                arguments);
    }

    private Program start(String name, String classPath, String mainClass, List<String> arguments) {
        Program program =
                Program.start(
                        home.resolve(name),
                        name,
                        new Program.Code(classPath, mainClass, arguments));
        programs.add(program);
        return program;
    }

    private static Path root() {
        return Path.of(System.getProperty("pipeline.home", ".")).toAbsolutePath().normalize();
    }

    /** Starts the app with these settings, {@code key=value}; returns at once. */
    public App startApp(String name, String... settings) {
        return App.start(this, name, List.of(settings));
    }

    /** Starts the app once, so that schemas and internal topics are there, and stops it again. */
    public void prepare() throws InterruptedException {
        App app = startApp("first");
        app.awaitReady();
        app.program().stop();
    }

    /** Partitions of every topic by orders. */
    public int partitions() {
        return partitions;
    }

    /** An app that has handled this traffic already, all its roles. */
    public App startFilled(Traffic traffic) throws InterruptedException {
        prepare();
        long unused = new DecidedLoader(connection(), partitions()).load(traffic);
        App app = startApp("app");
        app.awaitReady();
        try (GroupPositions positions = positions()) {
            app.program()
                    .await("all to be settled", SETTLE_PATIENCE, () -> Roles.caughtUp(positions));
        }
        return app;
    }

    /** Audits what came of it; gives the rows that are red. */
    public List<String> audit() {
        AuditReport report = new Auditor(AuditOptions.of(connection(), List.of())).audit();
        return report.invariants().stream().filter(row -> !row.ok()).map(AuditRow::id).toList();
    }

    /** Looks at groups, until closed. */
    public GroupPositions positions() {
        return new GroupPositions(connection().clients().admin(API_PATIENCE));
    }

    /** Creates topics that are not the pipeline's, with as many partitions. */
    public void createTopics(String... names) {
        List<NewTopic> topics =
                Stream.of(names).map(name -> new NewTopic(name, partitions(), (short) 1)).toList();
        try (Admin admin = connection().clients().admin(API_PATIENCE)) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new KafkaException("cannot create the topics", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Where a program has its files. */
    public Path folder(String name) {
        return home.resolve(name);
    }

    @Override
    public void close() {
        for (int i = programs.size() - 1; i >= 0; i--) {
            programs.get(i).stop();
        }
        stack.delete();
    }
}
