package io.orderpipeline.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Names a process beyond doubt: the system gives a pid away again after its process ended, but not
 * with the same start time. Whoever signals a process that it knows from a file goes through {@link
 * #find}, so that a stranger that inherited the pid is never touched.
 *
 * @param pid the process id
 * @param startedAtMs when it started, in milliseconds since the epoch
 */
public record ProcessId(long pid, long startedAtMs) {

    /** The system derives start times from its boot time, which it knows to the second. */
    private static final long TOLERANCE_MS = 2_000;

    /** The id of a process that is alive; a process without a start time cannot be named. */
    public static Optional<ProcessId> of(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .map(started -> new ProcessId(process.pid(), started));
    }

    /** The process, if it is still alive. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(this::isSame).filter(ProcessId::isRunning);
    }

    private boolean isSame(ProcessHandle candidate) {
        return of(candidate)
                .filter(found -> Math.abs(found.startedAtMs - startedAtMs) <= TOLERANCE_MS)
                .isPresent();
    }

    /** Alive, and not a dead process that nobody has collected: containers often lack a reaper. */
    static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    private static boolean isZombie(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            String line = Files.readString(stat);
            return line.startsWith("Z", line.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false; // no such file system, or the process has just gone
        }
    }
}
