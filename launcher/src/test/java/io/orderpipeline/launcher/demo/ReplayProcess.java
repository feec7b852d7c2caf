package io.orderpipeline.launcher.demo;

import io.orderpipeline.stack.JavaCommand;
import io.orderpipeline.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of the commands about generations, in a process of its own that can be killed. */
final class ReplayProcess {

    private final Process process;
    private final Path log;

    private ReplayProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static ReplayProcess start(
            LocalStack stack, AppProcess app, Path folder, List<String> arguments)
            throws IOException {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--url", app.http().toString()));
        all.addAll(List.of("--bootstrap", stack.bootstrapServers()));
        all.addAll(List.of("--registry", stack.registryUrl()));
        List<String> command =
                JavaCommand.guarded(
                        List.of("-Xmx256m"),
                        System.getProperty("java.class.path"),
                        "io.orderpipeline.launcher.Main",
                        all);
        Path log = Files.createTempFile(folder, "replay-", ".log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        return new ReplayProcess(process, log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() throws InterruptedException {
        int unused = process.destroyForcibly().waitFor();
    }

    /** Its exit code. */
    int await(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            throw new AssertionError("it did not end within " + patience + ":\n" + told());
        }
        return process.exitValue();
    }

    /** What it wrote. */
    String told() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
