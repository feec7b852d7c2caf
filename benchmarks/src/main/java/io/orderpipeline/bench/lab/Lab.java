package io.orderpipeline.bench.lab;

import io.orderpipeline.launcher.ClusterTopics;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fresh broker and registry on 127.0.0.1, with the pipeline's topics, and the processes that are
 * measured on it. What it starts ends with {@link #close}. Confined to one thread.
 */
public final class Lab implements AutoCloseable {

    private static final Duration API_PATIENCE = Duration.ofSeconds(30);

    private final Path home;
    private final LocalStack stack;
    private final List<Program> programs = new ArrayList<>();

    private Lab(Path home, LocalStack stack) {
        this.home = home;
        this.stack = stack;
    }

    /** Starts them; whatever an earlier run left in the folder is deleted. */
    public static Lab open(Path home) {
        LocalStack.find(home.resolve("stack")).ifPresent(LocalStack::delete);
        LocalStack stack = LocalStack.start(StackSpec.of(home.resolve("stack")));
        try (ClusterTopics topics = new ClusterTopics(stack.bootstrapServers())) {
            topics.create(Optional.empty());
            return new Lab(home, stack);
        } catch (RuntimeException failed) {
            stack.delete();
            throw failed;
        }
    }

    /** Where the parts are. */
    public Connection connection() {
        return Connection.to(stack.bootstrapServers(), stack.registryUrl());
    }

    /** Starts a program that ends with the lab; its files are in a folder of its own. */
    public Program start(String name, String mainClass, List<String> arguments) {
        Program program = Program.start(home.resolve(name), name, mainClass, arguments);
        programs.add(program);
        return program;
    }

    /** Starts the app with these settings, {@code key=value}; returns at once. */
    public App startApp(String name, String... settings) {
        return App.start(this, name, List.of(settings));
    }

    /** Looks at groups, until closed. */
    public GroupPositions positions() {
        return new GroupPositions(connection().clients().admin(API_PATIENCE));
    }

    Path folder(String name) {
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
