package io.orderpipeline.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;

/**
 * What one run of the pipeline command came to.
 *
 * @param exitCode as the shell sees it
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
record CommandRun(int exitCode, String out, String err) {

    /** Runs the command line in this JVM, with the stack's folder given. */
    static CommandRun of(Path stackHome, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Main.commandLine(stackHome)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true));
        int exitCode = command.execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
