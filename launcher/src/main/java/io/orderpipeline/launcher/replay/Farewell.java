package io.orderpipeline.launcher.replay;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Says on Ctrl-C what is left behind, and what can be done about it. */
final class Farewell implements AutoCloseable {

    private final PrintWriter err;
    private final Thread hook = new Thread(this::say, "farewell");
    private volatile @Nullable Integer generation;

    Farewell(PrintWriter err) {
        this.err = err;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void begun(int number) {
        generation = number;
    }

    private void say() {
        Integer left = generation;
        if (left != null) {
            err.println();
            err.println(
                    "Generation %d is left as it is: `pipeline replay` goes on with it, `pipeline"
                                    .formatted(left)
                            + " generations retire "
                            + left
                            + "` gives it up.");
            err.flush();
        }
    }

    @Override
    public void close() {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException goingDown) {
            // Then it has been said.
        }
    }
}
