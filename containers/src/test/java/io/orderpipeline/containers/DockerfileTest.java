package io.orderpipeline.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DockerfileTest {

    private final List<String> lines = ProjectFiles.text("Dockerfile").lines().toList();

    @Test
    void both_images_run_on_the_pinned_runtime_and_not_as_root() {
        assertThat(lines)
                .contains(
                        "FROM eclipse-temurin:25-jre AS base",
                        "USER 10001:10001",
                        "FROM base AS simulator",
                        "FROM base AS app");
    }

    @Test
    void java_is_process_one_and_its_heap_follows_the_containers_limit() {
        List<String> entries =
                lines.stream().filter(line -> line.startsWith("ENTRYPOINT")).toList();
        assertThat(entries)
                .hasSize(2)
                .allMatch(line -> line.startsWith("ENTRYPOINT [\"java\", \"-XX:MaxRAMPercentage="));
    }

    /** As docs/adr/0020 decides: by whichever of the two it is started, or as it is measured. */
    @Test
    void the_app_takes_what_lives_long_for_old_sooner() {
        assertThat(ProjectFiles.text("Dockerfile"))
                .containsPattern(
                        "FROM base AS app[\\s\\S]*ENTRYPOINT [^]]*\"-XX:MaxTenuringThreshold=5\"");
        assertThat(ProjectFiles.text("pipeline"))
                .contains("launcher-app) flags=(-XX:MaxTenuringThreshold=5)");
        assertThat(
                        ProjectFiles.text(
                                "benchmarks/src/main/java/io/orderpipeline/bench/lab/Program.java"))
                .contains("\"-XX:MaxTenuringThreshold=5\"");
    }

    @Test
    void the_app_says_whether_it_is_ready() {
        assertThat(lines).anyMatch(line -> line.startsWith("HEALTHCHECK"));
        assertThat(ProjectFiles.text("deploy/docker/healthy")).contains("/health/ready");
    }

    /** Or the build from the sources would miss a module that the root pom names. */
    @Test
    void every_module_reaches_the_build() {
        List<String> admitted = ProjectFiles.text(".dockerignore").lines().toList();
        Pattern.compile("<module>([^</]+)")
                .matcher(ProjectFiles.text("pom.xml"))
                .results()
                .map(module -> module.group(1))
                .forEach(
                        module ->
                                assertThat(admitted)
                                        .containsAnyOf("!" + module, "!" + module + "/pom.xml"));
    }
}
