package io.orderpipeline.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One broker and a registry for all tests of a JVM: started by the first that asks, gone with the
 * JVM. Tests share it, so each uses topics and application ids of its own. Thread-safe.
 */
public final class SharedStack {

    private SharedStack() {}

    /** The stack; the first call takes some seconds. */
    public static LocalStack get() {
        return Holder.STACK;
    }

    private static final class Holder {

        private static final LocalStack STACK = start();

        private static LocalStack start() {
            Distribution.locate(); // fails before there is a folder that nobody would delete
            LocalStack stack = LocalStack.start(StackSpec.of(temporaryFolder()));
            Runtime.getRuntime().addShutdownHook(new Thread(stack::delete, "delete-shared-stack"));
            return stack;
        }

        private static Path temporaryFolder() {
            try {
                return Files.createTempDirectory("order-pipeline-stack-");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot create a temporary folder", e);
            }
        }
    }
}
