package io.orderpipeline.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/**
 * docker-compose.yml under a project of its own; everything it makes is gone after close, and what
 * a run that was killed has left is gone before.
 */
final class ComposeStack implements AutoCloseable {

    private static final String PROJECT = "order-pipeline-it";
    private static final Duration HEALTHY = Duration.ofMinutes(5);

    private final Compose compose;
    private final Map<String, String> environment = new LinkedHashMap<>();

    /** Images are made of what this build has built. */
    ComposeStack(Compose compose, Map<String, String> settings) {
        this.compose = compose;
        environment.put("COMPOSE_PROJECT_NAME", PROJECT);
        environment.put("COMPOSE_HTTP_TIMEOUT", "300");
        environment.put("PIPELINE_BUILDER", "eclipse-temurin:25-jre");
        environment.putAll(settings);
        close();
    }

    Engine.Run run(String... arguments) {
        return compose.run(environment, arguments);
    }

    CompletableFuture<Engine.Run> start(String... arguments) {
        return CompletableFuture.supplyAsync(
                () -> run(arguments), work -> new Thread(work, "compose").start());
    }

    void succeed(String... arguments) {
        Engine.Run run = run(arguments);
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    void awaitHealthy(String... services) {
        for (String service : services) {
            Awaitility.await(service)
                    .atMost(HEALTHY)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> inspect(service, "{{.State.Health.Status}}").equals("healthy"));
        }
    }

    /** What the engine says of a service's container, also when it does not run. */
    String inspect(String service, String what) {
        String label = "label=com.docker.compose.service=" + service;
        String project = "label=com.docker.compose.project=" + PROJECT;
        Engine.Run id =
                Engine.run(List.of("docker", "ps", "-aq", "--filter", label, "--filter", project));
        return Engine.run(List.of("docker", "inspect", "-f", what, id.output().strip()))
                .output()
                .strip();
    }

    @Override
    public void close() {
        run("down", "--volumes", "--timeout", "5", "--remove-orphans");
    }
}
