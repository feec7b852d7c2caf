package io.orderpipeline.launcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.launcher.client.AppClient;
import io.orderpipeline.launcher.client.RequestPath;
import io.orderpipeline.launcher.text.TransactionText;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one payment transaction. */
@Command(
        name = "transaction",
        mixinStandardHelpOptions = true,
        description = "Show what the ledger knows of a payment transaction, in any state.",
        footer = {
            "",
            "Examples:",
            "  pipeline get transaction t-17",
            "  pipeline get transaction t-17 --json | jq -r .rows[0].state",
            "",
            QueryCommand.EXIT_CODES,
            QueryCommand.MORE_EXIT_CODES
        })
final class GetTransactionCommand extends QueryCommand {

    @Parameters(
            paramLabel = "ID",
            converter = Arguments.Id.class,
            description = "The transaction's id.")
    private String transactionId;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    GetTransactionCommand() {}

    @Override
    protected int ask(AppClient client) {
        JsonNode document =
                answer(client, RequestPath.to("transactions", transactionId), Duration.ZERO);
        print(document, palette -> TransactionText.details(palette, document.path("rows")));
        return OK;
    }
}
