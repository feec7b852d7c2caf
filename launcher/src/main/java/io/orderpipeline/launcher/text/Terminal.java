package io.orderpipeline.launcher.text;

import java.io.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * Who reads what a command writes to stdout.
 *
 * @param present a person at a terminal, and not a file or another program
 * @param colour whether the terminal is to show colours; NO_COLOR in the environment forbids it
 */
public record Terminal(boolean present, boolean colour) {

    /**
     * As the process has it, unless the command line is told (tests do) to write for a terminal or
     * not.
     */
    public static Terminal of(CommandLine command) {
        Ansi ansi = command.getColorScheme().ansi();
        boolean present = ansi == Ansi.AUTO ? isTerminal(System.console()) : ansi.enabled();
        return new Terminal(present, present && ansi.enabled());
    }

    /** Since Java 22 there is a console without a terminal, too. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }
}
