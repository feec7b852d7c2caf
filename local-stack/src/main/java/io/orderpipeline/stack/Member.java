package io.orderpipeline.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * One process of the stack, a broker or the registry: it can be killed, stopped, and started again
 * with the same data on the same port. Every start is recorded in the state file at once.
 * Thread-safe: a kill also gets through while another thread waits for a start.
 */
public final class Member {

    /** What a look from outside finds. */
    public enum Health {
        /** The process runs and answers. */
        RUNNING,
        /** The process runs and does not answer. */
        SILENT,
        /** There is no process. */
        STOPPED
    }

    /** Time to become ready on a busy machine; a quiet one needs a tenth. */
    static final Duration START_PATIENCE = Duration.ofSeconds(90);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    /** How a member is run. */
    record Recipe(String name, int port, Supplier<List<String>> command, Path log, Probe probe) {}

    private final Recipe recipe;
    private final StateStore state;
    private final boolean detached;
    private volatile Optional<ChildProcess> process;

    Member(Recipe recipe, StateStore state, boolean detached) {
        this.recipe = recipe;
        this.state = state;
        this.detached = detached;
        this.process =
                state.current()
                        .process(recipe.name())
                        .flatMap(id -> ChildProcess.adopt(recipe.name(), id, recipe.log()));
    }

    /** "broker-1" or "registry". */
    public String name() {
        return recipe.name();
    }

    /** Where it listens on 127.0.0.1. */
    public int port() {
        return recipe.port();
    }

    /** The file that holds its output. */
    public Path logFile() {
        return recipe.log();
    }

    /** Its process id, while it runs. */
    public OptionalLong pid() {
        return isAlive() ? OptionalLong.of(process.orElseThrow().pid()) : OptionalLong.empty();
    }

    /** Whether its process runs. */
    public boolean isAlive() {
        return process.filter(ChildProcess::isAlive).isPresent();
    }

    /** Asks it how it is; takes up to a few seconds when it is silent. */
    public Health health() {
        if (!isAlive()) {
            return Health.STOPPED;
        }
        return recipe.probe().answers() ? Health.RUNNING : Health.SILENT;
    }

    /** Kills it as a crash would (SIGKILL). Nothing happens when it does not run. */
    public void kill() {
        process.ifPresent(ChildProcess::killHard);
        forget();
    }

    /** Stops it in order (SIGTERM); kills it when that takes more than ten seconds. */
    public void stop() {
        process.ifPresent(running -> running.stop(STOP_PATIENCE));
        forget();
    }

    /** Starts it again, with its data and on its port, and returns when it answers. */
    public void start() {
        launch();
        awaitReady(System.nanoTime() + START_PATIENCE.toNanos());
    }

    /** Starts the process, if it does not run, and does not wait for it. */
    synchronized void launch() {
        if (isAlive()) {
            return;
        }
        ChildProcess started =
                detached
                        ? ChildProcess.startDetached(name(), recipe.command().get(), recipe.log())
                        : ChildProcess.start(name(), recipe.command().get(), recipe.log());
        process = Optional.of(started);
        started.id().ifPresent(id -> state.update(current -> current.with(name(), id)));
    }

    void awaitReady(long deadlineNanos) {
        while (!recipe.probe().answers() || !isAlive()) {
            if (!isAlive()) {
                throw StartFailure.died(this, tail());
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                throw StartFailure.silent(this, tail());
            }
            Pause.forMillis(50);
        }
    }

    /** Sends SIGTERM and does not wait. */
    void requestStop() {
        process.ifPresent(ChildProcess::requestStop);
    }

    private List<String> tail() {
        return process.map(ChildProcess::logTail).orElse(List.of());
    }

    private synchronized void forget() {
        process = Optional.empty();
        state.update(current -> current.without(name()));
    }
}
