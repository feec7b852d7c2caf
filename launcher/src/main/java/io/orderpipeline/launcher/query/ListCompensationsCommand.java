package io.orderpipeline.launcher.query;

import io.orderpipeline.launcher.client.RequestPath;
import io.orderpipeline.launcher.text.TransactionText;
import io.orderpipeline.order.compensation.TransactionState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists payment transactions off the happy path, in one state. */
@Command(
        name = "compensations",
        mixinStandardHelpOptions = true,
        description =
                "List the payments that no order tracks, in one state, those first that have been in it"
                        + " longest. `pipeline compensations` decides on those that are ESCALATED.",
        footer = {
            "",
            "Examples:",
            "  pipeline list compensations",
            "  pipeline list compensations --state REFUND_REQUESTED --all",
            "  pipeline list compensations --json | jq -r .compensations[].transactionId",
            "",
            QueryCommand.EXIT_CODES,
            QueryCommand.MORE_EXIT_CODES
        })
final class ListCompensationsCommand extends PagedCommand {

    @Option(
            names = "--state",
            paramLabel = "STATE",
            defaultValue = "ESCALATED",
            description =
                    "UNTRACKED, RECOVERED, REFUND_REQUESTED, REFUNDED, ESCALATED or RESOLVED"
                            + " (default: ${DEFAULT-VALUE}).")
    private TransactionState state;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything is called
    ListCompensationsCommand() {
        super("compensations", TransactionText.OF_ANY_STATE);
    }

    @Override
    RequestPath filtered(RequestPath resource) {
        return resource.with("state", state);
    }
}
