package io.orderpipeline.launcher.compensations;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.launcher.query.AskingCommand;
import picocli.CommandLine.Option;

/** A command of operators: text unless the document is asked for. */
abstract class CompensationCommand extends AskingCommand {

    @Option(names = "--json", description = "Print the app's document instead of text.")
    private boolean json;

    /** Prints the document, or what people are to read of it. */
    final void print(JsonNode document, String text) {
        out().print(json ? document.toPrettyString() + System.lineSeparator() : text);
        out().flush();
    }
}
