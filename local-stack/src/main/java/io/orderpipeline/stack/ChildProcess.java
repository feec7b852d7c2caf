package io.orderpipeline.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A process that this one has started, with its output in a file. It dies with its parent: when the
 * parent ends, a shutdown hook kills it; when the parent is killed, {@link
 * io.orderpipeline.stack.child.Guarded} ends it from within (see {@link JavaCommand#guarded}). Only
 * a {@linkplain #startDetached detached} one lives on. Thread-safe.
 */
public final class ChildProcess {

    private static final Set<ChildProcess> CHILDREN = ConcurrentHashMap.newKeySet();
    private static final int TAIL_LINES = 25;

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> CHILDREN.forEach(ChildProcess::signalKill), "kill-children"));
    }

    private final String name;
    private final ProcessHandle process;
    private final LogFile log;
    private final long logStart;

    private ChildProcess(String name, ProcessHandle process, LogFile log, long logStart) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    /** Starts a process that dies with this one; its output is appended to the log file. */
    public static ChildProcess start(String name, List<String> command, Path logFile) {
        LogFile log = new LogFile(logFile);
        long logStart = log.prepare();
        // Standard input stays an open pipe: its end tells a guarded child that its parent is gone.
        Process process = launch(name, new ProcessBuilder(command), logFile);
        ChildProcess child = new ChildProcess(name, process.toHandle(), log, logStart);
        CHILDREN.removeIf(other -> !other.isAlive());
        CHILDREN.add(child);
        return child;
    }

    /** Starts a process that outlives this one and the terminal: it ignores Ctrl-C and hang-up. */
    static ChildProcess startDetached(String name, List<String> command, Path logFile) {
        LogFile log = new LogFile(logFile);
        long logStart = log.prepare();
        List<String> detached =
                new ArrayList<>(List.of("sh", "-c", "trap '' HUP INT; exec \"$@\"", name));
        detached.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(detached)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        return new ChildProcess(name, launch(name, builder, logFile).toHandle(), log, logStart);
    }

    /** A process that an earlier program started and left behind on purpose, if it still runs. */
    static Optional<ChildProcess> adopt(String name, ProcessId id, Path logFile) {
        LogFile log = new LogFile(logFile);
        return id.find().map(process -> new ChildProcess(name, process, log, 0));
    }

    private static Process launch(String name, ProcessBuilder builder, Path logFile) {
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** The name it was started with. */
    public String name() {
        return name;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Its process id with its start time; empty when it has ended. */
    Optional<ProcessId> id() {
        return ProcessId.of(process);
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return ProcessId.isRunning(process);
    }

    /** The file that holds its output. */
    public Path logFile() {
        return log.path();
    }

    /** The last lines that it wrote since it was started. */
    public List<String> logTail() {
        return log.tail(logStart, TAIL_LINES);
    }

    /** Kills it at once (SIGKILL) and returns when it is gone. */
    public void killHard() {
        signalKill();
        if (!awaitExit(Duration.ofSeconds(10))) {
            throw new StackException(name + " (pid " + pid() + ") cannot be killed");
        }
    }

    /** Asks it to stop (SIGTERM); kills it after the time given. Returns when it is gone. */
    public void stop(Duration patience) {
        requestStop();
        if (!awaitExit(patience)) {
            killHard();
        }
    }

    /** Sends SIGTERM and does not wait, so that several can stop side by side. */
    void requestStop() {
        process.destroy();
    }

    private void signalKill() {
        process.destroyForcibly();
    }

    /**
     * Polls, because a process that is not our child reports its end in no other way everywhere.
     */
    private boolean awaitExit(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isAlive()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Pause.forMillis(10);
        }
        return true;
    }

    /** Whether it ended within the time given. */
    public boolean waitFor(Duration patience) {
        return awaitExit(patience);
    }
}
