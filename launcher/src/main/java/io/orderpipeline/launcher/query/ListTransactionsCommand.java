package io.orderpipeline.launcher.query;

import io.orderpipeline.launcher.client.RequestPath;
import io.orderpipeline.launcher.text.TransactionText;
import io.orderpipeline.order.compensation.TransactionState;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists payment transactions in one state. */
@Command(
        name = "transactions",
        mixinStandardHelpOptions = true,
        description =
                "List the payment transactions in one state, those first that have been in it longest.",
        footer = {
            "",
            "Examples:",
            "  pipeline list transactions --state PENDING --older-than 5m",
            "  pipeline list transactions --state TRACKED --limit 20",
            "  pipeline list transactions --state CITED | jq -r .transactions[].orderId",
            "",
            QueryCommand.EXIT_CODES,
            QueryCommand.MORE_EXIT_CODES
        })
final class ListTransactionsCommand extends PagedCommand {

    @Option(
            names = "--state",
            paramLabel = "STATE",
            required = true,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private TransactionState state;

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            converter = Arguments.Span.class,
            description = "Only those in the state for longer: 30s, 5m, 2h, 1d.")
    private Optional<Duration> olderThan;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything is called
    ListTransactionsCommand() {
        super("transactions", TransactionText.OF_ANY_STATE);
    }

    @Override
    RequestPath filtered(RequestPath resource) {
        return resource.with("state", state).with("olderThan", olderThan);
    }
}
