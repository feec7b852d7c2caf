package io.orderpipeline.runtime.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.order.Identifier;
import io.orderpipeline.order.Money;
import io.orderpipeline.order.OrderLine;
import io.orderpipeline.order.TransactionId;
import io.orderpipeline.order.command.CancelOrder;
import io.orderpipeline.order.command.Command;
import io.orderpipeline.order.command.ConfirmPayment;
import io.orderpipeline.order.command.FulfilOrder;
import io.orderpipeline.order.command.PlaceOrder;
import io.orderpipeline.query.command.CommandBodies;
import io.orderpipeline.query.command.CommandKind;
import io.orderpipeline.query.reply.InvalidField;
import io.orderpipeline.wire.CommandWire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads commands as JSON. What each member may be is the domain's to say: a body is accepted
 * exactly when the decider will find nothing wrong with it.
 */
public final class JsonCommandBodies implements CommandBodies {

    /** More than an order of 100 lines has members: only members that do not exist come so far. */
    private static final int MOST_ERRORS = 500;

    @Override
    public Optional<Body> read(CommandKind kind, byte[] body, List<InvalidField> errors) {
        List<InvalidField> found = new ArrayList<>();
        JsonNode document = JsonText.read(body, found);
        if (!document.isObject()) {
            errors.add(new InvalidField("body", "a JSON object"));
            return Optional.empty();
        }
        JsonMembers members = JsonMembers.of(document, found);
        Optional<String> orderId =
                kind == CommandKind.PLACE
                        ? Optional.of(identifier(members, "orderId"))
                        : Optional.empty();
        Command command =
                switch (kind) {
                    case PLACE -> place(members, found);
                    case PAY -> pay(members);
                    case FULFIL -> new FulfilOrder(identifier(members, "shipmentId"));
                    case CANCEL -> cancel(members);
                };
        members.end();
        errors.addAll(found.subList(0, Math.min(found.size(), MOST_ERRORS)));
        return found.isEmpty()
                ? Optional.of(new Body(orderId, CommandWire.write(command)))
                : Optional.empty();
    }

    private static PlaceOrder place(JsonMembers members, List<InvalidField> errors) {
        String customerId = identifier(members, "customerId");
        String region = identifier(members, "region");
        int before = errors.size();
        Money total = money(members, "total");
        List<OrderLine> lines =
                members.objects("lines", PlaceOrder.MAX_LINES).stream()
                        .map(JsonCommandBodies::line)
                        .toList();
        PlaceOrder command = new PlaceOrder(customerId, region, total, lines);
        if (errors.size() == before) {
            command.problemOfTotal()
                    .ifPresent(sum -> errors.add(new InvalidField("total.amountMinor", sum)));
        }
        return command;
    }

    private static OrderLine line(JsonMembers members) {
        OrderLine line =
                new OrderLine(
                        identifier(members, "sku"),
                        (int)
                                members.number(
                                        "quantity",
                                        OrderLine::isQuantity,
                                        "a whole number from 1 to " + OrderLine.MAX_QUANTITY),
                        members.number(
                                "unitPriceMinor",
                                OrderLine::isUnitPrice,
                                "a whole number from 0 to " + OrderLine.MAX_UNIT_PRICE_MINOR));
        members.end();
        return line;
    }

    private static ConfirmPayment pay(JsonMembers members) {
        return new ConfirmPayment(
                members.text("transactionId", TransactionId::isValid, TransactionId.RULE),
                money(members, "amount"));
    }

    private static CancelOrder cancel(JsonMembers members) {
        return new CancelOrder(
                members.text(
                        "reason",
                        text -> new CancelOrder(text).problem().isEmpty(),
                        "a text of at most " + CancelOrder.MAX_REASON_LENGTH + " characters"));
    }

    private static Money money(JsonMembers outer, String name) {
        JsonMembers members = outer.object(name);
        Money money =
                new Money(
                        members.number(
                                "amountMinor",
                                Money::isAmount,
                                "a whole number from 0 to " + Long.MAX_VALUE),
                        members.text(
                                "currency", Money::isCurrency, "three upper-case letters (A-Z)"));
        members.end();
        return money;
    }

    private static String identifier(JsonMembers members, String name) {
        return members.text(name, Identifier::isValid, Identifier.RULE);
    }
}
