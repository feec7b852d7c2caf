package io.orderpipeline.bench.lab;

import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.stack.Ports;
import io.orderpipeline.stack.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The app as its users start it, with the two settings that it shares with what it is held against.
 */
public final class App {

    /** How long a transaction lives, in milliseconds. */
    public static final String COMMIT_INTERVAL_MS = "100";

    /** Stream threads of each role. */
    public static final String THREADS = "1";

    private static final Duration READY_PATIENCE = Duration.ofMinutes(4);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(30);

    private final Program program;
    private final URI http;
    private final HttpClient client = HttpClient.newHttpClient();

    private App(Program program, URI http) {
        this.program = program;
        this.http = http;
    }

    static App start(Lab lab, String name, List<String> settings) {
        Connection to = lab.connection();
        int port = Ports.anywhere().take();
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("app", "--bootstrap", to.bootstrap()));
        arguments.addAll(List.of("--registry", to.registry()));
        arguments.addAll(List.of("--state-dir", lab.folder(name).resolve("state").toString()));
        arguments.addAll(List.of("--http-port", Integer.toString(port)));
        arguments.addAll(List.of("--set", "commit.interval.ms=" + COMMIT_INTERVAL_MS));
        arguments.addAll(List.of("--set", "streams.threads=" + THREADS));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        Program program = lab.start(name, "io.orderpipeline.launcher.Main", arguments);
        return new App(program, URI.create("http://127.0.0.1:" + port));
    }

    /** The process. */
    public Program program() {
        return program;
    }

    /** Where it answers. */
    public URI http() {
        return http;
    }

    /** Returns when every role does its work. */
    public void awaitReady() throws InterruptedException {
        program.await("readiness", READY_PATIENCE, this::isReady);
    }

    private boolean isReady() {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Its metrics as they are now. */
    public Metrics metrics() throws InterruptedException {
        try {
            HttpResponse<String> answer = get("/metrics");
            if (answer.statusCode() != 200) {
                throw new StackException(
                        "the app answers for its metrics with " + answer.statusCode());
            }
            return new Metrics(answer.body());
        } catch (IOException e) {
            throw new StackException("the app does not give its metrics", e);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(http.resolve(path)).timeout(ANSWER_PATIENCE).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
