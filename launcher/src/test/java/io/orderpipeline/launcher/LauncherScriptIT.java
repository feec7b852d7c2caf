package io.orderpipeline.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script on machines that lack something: a copy of it where nothing is built. */
class LauncherScriptIT {

    private static final List<String> TOOLS =
            List.of("dirname", "readlink", "sed", "head", "find", "mkdir", "touch", "tail", "mv");

    @TempDir Path folder;

    private Path tools;

    private record Run(int exitCode, String output) {}

    @BeforeEach
    void copyTheScript() throws IOException {
        Files.copy(
                Path.of(System.getProperty("pipeline.home"), "pipeline"),
                folder.resolve("pipeline"));
        tools = Files.createDirectory(folder.resolve("bin"));
        for (String tool : TOOLS) {
            install(tool, "exec %s \"$@\"".formatted(locate(tool)));
        }
    }

    private static Path locate(String tool) {
        return List.of("/usr/bin", "/bin").stream()
                .map(folder -> Path.of(folder, tool))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + tool + " here"));
    }

    private void install(String name, String script) throws IOException {
        Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Run run(String javaHome) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/bash", folder.resolve("pipeline").toString(), "status")
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("JAVA_HOME", javaHome);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    @Test
    void a_machine_without_java_is_told_what_is_needed() throws Exception {
        Run run = run("/nowhere");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.output()).contains("needs Java 17 or newer").contains("None was found");
    }

    @Test
    void an_old_java_is_named_with_its_version() throws Exception {
        install("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        Run run = run("/nowhere");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.output())
                .contains("needs Java 17 or newer")
                .contains(tools.resolve("java") + " is version 11");
    }

    @Test
    void a_machine_without_maven_is_told_what_is_needed() throws Exception {
        Run run = run(System.getProperty("java.home"));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.output()).contains("needs Maven 3.8 or newer");
    }

    @Test
    void a_failed_build_shows_what_maven_said_and_where_all_of_it_is() throws Exception {
        install("mvn", "echo '[ERROR] no such luck'; exit 1");
        Run run = run(System.getProperty("java.home"));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.output())
                .contains("[ERROR] no such luck")
                .contains(folder.toRealPath().resolve("launcher/target/build.log").toString());
    }
}
