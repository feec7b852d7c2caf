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
import java.util.Optional;

/**
 * The app as its users start it, with the two settings that it shares with what it is held against.
 */
public final class App {

    /** How long a transaction lives, in milliseconds. */
    public static final String COMMIT_INTERVAL_MS = "100";

    /** Stream threads of each role. */
    public static final String THREADS = "1";

    private static final int ROLES = 3;

    /** Offsets of a partition's stores that a standby is behind by when nothing happens. */
    private static final int AT_REST = 20;

    private static final Duration READY_PATIENCE = Duration.ofMinutes(4);
    private static final Duration STANDBY_PATIENCE = Duration.ofMinutes(30);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);

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
        return ask("/health/ready").filter(answer -> answer.statusCode() == 200).isPresent();
    }

    /** Its metrics as they are now. */
    public Metrics metrics() {
        return ask("/metrics")
                .map(answer -> new Metrics(answer.body()))
                .orElseThrow(() -> new StackException("the app does not give its metrics"));
    }

    private Optional<HttpResponse<String>> ask(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(http.resolve(path)).timeout(ANSWER_PATIENCE).build();
        try {
            return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Returns when it keeps a copy of every partition of every role, and all of them are warm. */
    public void awaitWarmStandbys(int partitions) throws InterruptedException {
        program.await("warm standbys", STANDBY_PATIENCE, () -> areWarm(metrics(), partitions));
    }

    static boolean areWarm(Metrics metrics, int partitions) {
        return metrics.sum("order_pipeline_standby_partitions") == ROLES * partitions
                && metrics.sum("order_pipeline_standby_lag_records")
                        <= ROLES * partitions * AT_REST;
    }
}
