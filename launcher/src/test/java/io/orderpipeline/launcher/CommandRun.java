package io.orderpipeline.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

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
        return of(Main.commandLine(stackHome), arguments);
    }

    /** Runs the command line in this JVM, in the context that it names or in this environment. */
    static CommandRun in(Map<String, String> environment, Path stackHome, String... arguments) {
        var defaults =
                new StackDefaults(stackHome, Context.namedIn(List.of(arguments)), environment);
        return of(Main.commandLine(stackHome, defaults), arguments);
    }

    /** Runs the command line as on a terminal with colours, or as in a script. */
    static CommandRun of(Ansi terminal, String... arguments) {
        return of(
                Main.commandLine(Path.of("no-such-stack"))
                        .setColorScheme(Help.defaultColorScheme(terminal)),
                arguments);
    }

    private static CommandRun of(CommandLine command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                command.setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** What it wrote to stdout, as one document. */
    JsonNode document() {
        return FakeApp.parsed(out);
    }
}
