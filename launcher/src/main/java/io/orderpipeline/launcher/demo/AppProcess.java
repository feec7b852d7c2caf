package io.orderpipeline.launcher.demo;

import io.orderpipeline.runtime.Role;
import io.orderpipeline.stack.ChildProcess;
import io.orderpipeline.stack.JavaCommand;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.Ports;
import io.orderpipeline.stack.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The app in a process of its own, so that it can be killed like one. Confined to one thread. */
final class AppProcess implements AutoCloseable {

    private static final Duration READY_PATIENCE = Duration.ofMinutes(4);

    /**
     * How long the demo's payments may stay uncited: longer than a confirmation ever takes here,
     * crash included, and short enough to watch.
     */
    static final Duration DEADLINE = Duration.ofSeconds(20);

    /**
     * Silence of the decider that means that it has nothing to say: longer than it ever takes to be
     * back after a crash, or payments would be compensated whose confirmations wait for it.
     */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    private static final String MAIN = "io.orderpipeline.launcher.Main";

    private final String name;
    private final List<String> command;
    private final Path log;
    private final URI http;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private ChildProcess process;

    private AppProcess(String name, List<String> command, Path log, URI http) {
        this.name = name;
        this.command = command;
        this.log = log;
        this.http = http;
        process = ChildProcess.start(name, command, log);
    }

    /**
     * Starts the app against a stack; returns at once.
     *
     * @param name what it is called, in words and in files
     * @param roles what it hosts
     * @param more other settings, as {@code key=value}
     */
    static AppProcess start(
            LocalStack stack, DemoFolder folder, String name, String roles, String... more)
            throws IOException {
        return launch(MAIN, folder, name, arguments(stack, folder, name, roles, more));
    }

    /** The same of another program that takes the app's arguments, and hosts every role. */
    static AppProcess of(Class<?> main, LocalStack stack, DemoFolder folder, String name)
            throws IOException {
        return launch(main.getName(), folder, name, arguments(stack, folder, name, Role.labels()));
    }

    private static List<String> arguments(
            LocalStack stack, DemoFolder folder, String name, String roles, String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(
                List.of(
                        "app",
                        "--bootstrap",
                        stack.bootstrapServers(),
                        "--registry",
                        stack.registryUrl(),
                        "--roles",
                        roles,
                        "--state-dir",
                        folder.appState(name).toString(),
                        "--set",
                        "payment.deadline.ms=" + DEADLINE.toMillis(),
                        "--set",
                        "payment.patience.ms=" + PATIENCE.toMillis()));
        for (String setting : more) {
            arguments.addAll(List.of("--set", setting));
        }
        return arguments;
    }

    private static AppProcess launch(
            String main, DemoFolder folder, String name, List<String> arguments)
            throws IOException {
        int port = Ports.anywhere().take(); // an ephemeral one could be lost while the app is down
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--http-port", Integer.toString(port)));
        List<String> flags = List.of("-Xmx512m", "-Dpipeline.home=" + folder.root());
        List<String> command =
                JavaCommand.guarded(flags, System.getProperty("java.class.path"), main, all);
        Path log = folder.appLog(name);
        Files.createDirectories(log.getParent());
        return new AppProcess(name, command, log, URI.create("http://127.0.0.1:" + port));
    }

    String name() {
        return name;
    }

    URI http() {
        return http;
    }

    Path log() {
        return log;
    }

    long pid() {
        return process.pid();
    }

    /** Ends it with SIGKILL, as a crash or the kernel would. */
    void kill() {
        process.killHard();
    }

    /** Has it end as an operator would: it closes its stores, and leaves nothing half done. */
    void stop() {
        process.stop(STOP_PATIENCE);
    }

    /** Starts it again with the same state, id and port. */
    void restart() {
        process = ChildProcess.start(name, command, log);
    }

    /** Returns when every role does its work. */
    void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + READY_PATIENCE.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new StackException(
                        "the %s %s; its log is %s and ends with%n%s"
                                .formatted(
                                        name,
                                        process.isAlive() ? "did not become ready" : "has ended",
                                        log,
                                        String.join(System.lineSeparator(), process.logTail())));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IOException notListening) {
            return false;
        }
    }

    /** One GET request to the app. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(http.resolve(path)).timeout(Duration.ofSeconds(5)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        stop();
    }
}
