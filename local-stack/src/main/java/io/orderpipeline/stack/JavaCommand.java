package io.orderpipeline.stack;

import io.orderpipeline.stack.child.Guarded;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines that run a Java main class in a process of its own, with this program's JVM. */
public final class JavaCommand {

    private JavaCommand() {}

    /** A main class with its arguments. */
    public static List<String> of(
            List<String> jvmFlags, String classPath, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(javaExecutable());
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /** The same, ending by itself when the process that started it is gone, even by SIGKILL. */
    public static List<String> guarded(
            List<String> jvmFlags, String classPath, String mainClass, List<String> arguments) {
        List<String> guardedArguments = new ArrayList<>(List.of(mainClass));
        guardedArguments.addAll(arguments);
        // Last on the class path, so that the guard never shadows a class of the program.
        String withGuard = classPath + File.pathSeparator + guardPath();
        return of(jvmFlags, withGuard, Guarded.class.getName(), guardedArguments);
    }

    /** Where the classes of {@code io.orderpipeline.stack.child} are: a jar or a classes folder. */
    static Path guardPath() {
        try {
            return Path.of(
                    Guarded.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new StackException("cannot tell where the program's own classes are", e);
        }
    }

    private static String javaExecutable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
