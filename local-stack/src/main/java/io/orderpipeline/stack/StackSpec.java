package io.orderpipeline.stack;

import java.nio.file.Path;

/**
 * What stack is wanted.
 *
 * @param home the folder that holds the stack's data, logs and state; one stack per folder
 * @param brokers 1 (nothing is replicated) or 3 (everything is, and one may fail)
 * @param detached whether the processes outlive the program that starts them
 */
public record StackSpec(Path home, int brokers, boolean detached) {

    /** Checks the number of brokers. */
    public StackSpec {
        if (brokers != 1 && brokers != 3) {
            throw new IllegalArgumentException("brokers: " + brokers + " (allowed: 1 or 3)");
        }
        home = home.toAbsolutePath().normalize();
    }

    /** One broker and a registry that die with the caller. */
    public static StackSpec of(Path home) {
        return new StackSpec(home, 1, false);
    }

    /** The same with another number of brokers: 1 or 3. */
    public StackSpec withBrokers(int count) {
        return new StackSpec(home, count, detached);
    }

    /** The same, outliving the caller, on well-known ports where they are free. */
    public StackSpec asDetached() {
        return new StackSpec(home, brokers, true);
    }
}
