package io.orderpipeline.launcher.query;

import io.orderpipeline.launcher.client.RequestPath;
import io.orderpipeline.launcher.text.OrderText;
import io.orderpipeline.order.state.OrderStatus;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists orders. */
@Command(
        name = "orders",
        mixinStandardHelpOptions = true,
        description = "List orders, those first that were placed last.",
        footer = {
            "",
            "Examples:",
            "  pipeline list orders",
            "  pipeline list orders --status PAID --customer c-4",
            "  pipeline list orders --from 2026-11-25T00:00:00Z --to 2026-11-26T00:00:00Z",
            "  pipeline list orders --all --json | jq -r .orders[].orderId",
            "",
            QueryCommand.EXIT_CODES,
            QueryCommand.MORE_EXIT_CODES
        })
final class ListOrdersCommand extends PagedCommand {

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only those that are now ${COMPLETION-CANDIDATES}.")
    private Optional<OrderStatus> status;

    @Option(
            names = "--customer",
            paramLabel = "ID",
            converter = Arguments.Id.class,
            description = "Only those of this customer.")
    private Optional<String> customer;

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            converter = Arguments.Moment.class,
            description = "Only those placed then or later.")
    private Optional<Instant> from;

    @Option(
            names = "--to",
            paramLabel = "INSTANT",
            converter = Arguments.Moment.class,
            description = "Only those placed before.")
    private Optional<Instant> to;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything is called
    ListOrdersCommand() {
        super("orders", OrderText.COLUMNS);
    }

    @Override
    RequestPath filtered(RequestPath resource) {
        return resource.with("status", status)
                .with("customer", customer)
                .with("from", from)
                .with("to", to);
    }
}
