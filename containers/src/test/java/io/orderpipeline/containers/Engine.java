package io.orderpipeline.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The container engine's command line, run in the root of the checkout. */
final class Engine {

    private static final long PATIENCE_S = 600;

    private Engine() {}

    /** How a command ended, and what it wrote to either stream. */
    record Run(int exitCode, String output) {

        boolean ok() {
            return exitCode == 0;
        }
    }

    /** Why nothing can be run; empty when an engine answers. */
    static String whyNot() {
        Run info = run(List.of("docker", "info", "--format", "{{.ServerVersion}}"));
        return info.ok() ? "" : "no container engine answers: " + info.output().strip();
    }

    @SafeVarargs
    static Run run(List<String>... parts) {
        List<String> command = new ArrayList<>();
        for (List<String> part : parts) {
            command.addAll(part);
        }
        return run(Map.of(), command);
    }

    static Run run(Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("engine", ".log");
            try {
                ProcessBuilder builder = new ProcessBuilder(command);
                builder.environment().putAll(environment);
                Process process =
                        builder.directory(ProjectFiles.root().toFile())
                                .redirectErrorStream(true)
                                .redirectOutput(output.toFile())
                                .start();
                if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return new Run(-1, "not done within " + PATIENCE_S + " s: " + command);
                }
                return new Run(process.exitValue(), Files.readString(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException missing) {
            return new Run(-1, String.valueOf(missing.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", stopped));
        }
    }
}
