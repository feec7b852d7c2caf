package io.orderpipeline.stack.child;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A broker's process: formats the data folder the first time, then runs {@code kafka.Kafka}. Both
 * in one JVM, which saves a second or two of every first start. Kafka is reached by reflection
 * because its classes are on the class path of this process only.
 *
 * <p>Usage: {@code BrokerMain <cluster id> <data folder> <properties file> guarded|detached}.
 */
public final class BrokerMain {

    private BrokerMain() {}

    /** Formats if needed, then runs the broker until the process is told to stop. */
    public static void main(String[] args) throws ReflectiveOperationException {
        if (args[3].equals("guarded")) {
            Guarded.watchParent();
        }
        if (!Files.exists(Path.of(args[1], "meta.properties"))) {
            format(args[0], args[2]);
        }
        Guarded.run("kafka.Kafka", new String[] {args[2]});
    }

    private static void format(String clusterId, String properties)
            throws ReflectiveOperationException {
        String[] arguments = {"format", "--cluster-id", clusterId, "--config", properties};
        Object code =
                Class.forName("kafka.tools.StorageTool")
                        .getMethod("execute", String[].class, PrintStream.class)
                        .invoke(null, arguments, System.out);
        if (!Integer.valueOf(0).equals(code)) {
            throw new IllegalStateException("formatting failed with code " + code);
        }
    }
}
