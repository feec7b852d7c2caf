package io.orderpipeline.launcher.query;

import io.orderpipeline.launcher.text.Palette;
import io.orderpipeline.launcher.text.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** In which form answers are wanted: text for people, documents for programs. */
final class OutputOptions {

    /** One of them at most. */
    static final class Form {
        @Option(
                names = "--json",
                description = "Print JSON; the default where stdout is no terminal.")
        private boolean json;

        @Option(names = "--table", description = "Print text; the default on a terminal.")
        private boolean table;

        boolean isJson() {
            return json && !table;
        }
    }

    @ArgGroup private @Nullable Form form;

    @Option(
            names = "--no-color",
            description = "No colours. There are none anyway with NO_COLOR in the environment.")
    private boolean noColor;

    boolean json(Terminal terminal) {
        return form == null ? !terminal.present() : form.isJson();
    }

    Palette palette(Terminal terminal) {
        return terminal.colour() && !noColor ? Palette.COLOURS : Palette.PLAIN;
    }
}
