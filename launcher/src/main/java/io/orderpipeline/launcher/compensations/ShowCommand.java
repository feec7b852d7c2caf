package io.orderpipeline.launcher.compensations;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one transaction. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show all that is known of a payment transaction.",
        footer = {
            "",
            "Examples:",
            "  pipeline compensations show t-17",
            "  pipeline compensations show t-17 --json | jq .rows[0].escalation"
        })
final class ShowCommand extends AskingCommand {

    @Parameters(paramLabel = "TRANSACTION", description = "Its id.")
    private String transactionId;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    ShowCommand() {}

    @Override
    int ask(AppClient client) {
        JsonNode document = client.get("/compensations/" + AppClient.encoded(transactionId));
        print(document, CompensationText.details(document.path("rows")));
        return OK;
    }
}
