package io.orderpipeline.launcher.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Orders as text: a line each, or a block. */
public final class OrderText {

    /** Of a list. */
    public static final List<Column> COLUMNS =
            List.of(
                    Column.of("PLACED", "placedAt"),
                    Column.of("ORDER", "orderId"),
                    Column.of("STATUS", "status"),
                    Column.of("VERSION", "version"),
                    Column.of("CUSTOMER", "customerId"),
                    Column.of("REGION", "region"),
                    new Column("TOTAL", order -> Text.money(order.path("total"))));

    private OrderText() {}

    /** A block of lines with all that the order has. */
    public static String details(Palette palette, JsonNode order) {
        Details block =
                new Details()
                        .line("order", Text.member(order, "orderId"))
                        .line("status", status(palette, order))
                        .line("customer", Text.joined(order, "%s in %s", "customerId", "region"))
                        .line("placed", Text.member(order, "placedAt"))
                        .line("total", Text.money(order.path("total")));
        String currency = order.path("total").path("currency").asText();
        order.path("lines").forEach(line -> block.line("line", line(line, currency)));
        JsonNode payment = order.path("payment");
        return block.line(
                        "payment",
                        Text.member(payment, "transactionId")
                                .flatMap(id -> Text.amount(payment).map(paid -> id + ", " + paid)))
                .line("shipment", Text.member(order, "shipmentId"))
                .line("cancelled", Text.member(order, "cancelReason"))
                .line("last event", lastEvent(order.path("lastEvent")))
                .line("as of", asOf(order))
                .toString();
    }

    private static Optional<String> status(Palette palette, JsonNode order) {
        return Text.member(order, "status")
                .map(palette::paint)
                .flatMap(
                        status ->
                                Text.member(order, "version")
                                        .map(version -> status + ", version " + version));
    }

    private static Optional<String> line(JsonNode line, String currency) {
        return Text.joined(line, "%s x %s at ", "quantity", "sku")
                .map(text -> text + Text.major(line.path("unitPriceMinor").asLong(), currency));
    }

    private static Optional<String> lastEvent(JsonNode event) {
        return Text.joined(event, "%s at %s by command %s", "type", "occurredAt", "commandId")
                .flatMap(text -> Text.place(event.path("cause")).map(at -> text + ", " + at));
    }

    private static Optional<String> asOf(JsonNode order) {
        String finality =
                order.path("settled").asBoolean()
                        ? ", settled"
                        : ", not settled: events that happened by then may still come";
        return Text.member(order, "asOf").map(instant -> instant + finality);
    }
}
