package io.orderpipeline.launcher.compensations;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.launcher.client.AppClient;
import io.orderpipeline.launcher.client.RequestPath;
import io.orderpipeline.launcher.text.Palette;
import io.orderpipeline.launcher.text.TransactionText;
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
final class ShowCommand extends CompensationCommand {

    @Parameters(paramLabel = "TRANSACTION", description = "Its id.")
    private String transactionId;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    ShowCommand() {}

    @Override
    protected int ask(AppClient client) {
        JsonNode document = client.get(RequestPath.to("compensations", transactionId));
        print(document, TransactionText.details(Palette.PLAIN, document.path("rows")));
        return OK;
    }
}
