package io.orderpipeline.stack.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class and ends the process when the parent is gone, however it went. The parent
 * holds the writing end of this process's standard input and never writes; the system closes it
 * when the parent dies, also by {@code kill -9}, when no shutdown hook runs.
 *
 * <p>Usage: {@code Guarded <main class> [arguments]}.
 */
public final class Guarded {

    /** The exit code of a process whose parent is gone. */
    public static final int ORPHANED = 70;

    private Guarded() {}

    /** Starts the guard, then the main class named by the first argument. */
    public static void main(String[] args) throws ReflectiveOperationException {
        watchParent();
        run(args[0], Arrays.copyOfRange(args, 1, args.length));
    }

    static void watchParent() {
        Thread watch = new Thread(Guarded::haltAtEndOfInput, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    static void run(String mainClass, String[] args) throws ReflectiveOperationException {
        try {
            Class.forName(mainClass).getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(mainClass + " failed", e.getCause());
        }
    }

    private static void haltAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // The parent sends nothing; whatever arrives means that it is alive.
            }
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        }
        Runtime.getRuntime().halt(ORPHANED);
    }
}
