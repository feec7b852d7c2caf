package io.orderpipeline.query;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orderpipeline.order.Identifier;
import io.orderpipeline.query.Selections.OrderFilter;
import io.orderpipeline.query.reply.Choices;
import io.orderpipeline.query.reply.Parameters;
import io.orderpipeline.query.routing.Gather;
import io.orderpipeline.schema.state.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /orders}: orders by status, customer and time, newest first. */
final class OrderListHandler implements Handler {

    private static final String STATUS = "status";
    private static final String CUSTOMER = "customer";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final Set<String> NAMES =
            Set.of(STATUS, CUSTOMER, FROM, TO, Page.LIMIT, Page.CURSOR);

    private static final Choices<OrderStatus> STATUSES =
            new Choices<>(List.of(OrderStatus.values()));

    private final Selections selections;
    private final Gather gather;

    OrderListHandler(Selections selections, Gather gather) {
        this.selections = selections;
        this.gather = gather;
    }

    @Override
    public void handle(Context request) {
        Parameters given = new Parameters(request, NAMES);
        OrderFilter filter = filter(given);
        new Page(request, given, "orders " + filter)
                .answer(
                        "orders",
                        gather,
                        (behind, limit) -> selections.orders(filter, behind, limit));
    }

    private static OrderFilter filter(Parameters given) {
        Optional<Instant> from = given.instant(FROM);
        Optional<Instant> to = given.instant(TO);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            given.refuse(TO, "an instant after " + FROM);
        }
        return new OrderFilter(
                given.parsed(STATUS, STATUSES.rule(), STATUSES::named),
                given.parsed(
                        CUSTOMER,
                        Identifier.RULE,
                        text -> Optional.of(text).filter(Identifier::isValid)),
                from,
                to);
    }
}
