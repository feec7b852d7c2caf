package io.orderpipeline.launcher.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Parts of documents as people read them. */
public final class Text {

    private Text() {}

    /** Without what a terminal would obey: reasons are written by people. */
    public static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** A member of a document, when it has it. */
    public static Optional<String> member(JsonNode document, String name) {
        return Optional.of(document.path(name))
                .filter(member -> member.isValueNode() && !member.isNull())
                .map(JsonNode::asText)
                .map(Text::printable);
    }

    /** The members in one text; absent when the document lacks one of them. */
    public static Optional<String> joined(JsonNode document, String format, String... members) {
        List<String> values = new ArrayList<>();
        for (String member : members) {
            member(document, member).ifPresent(values::add);
        }
        return values.size() == members.length
                ? Optional.of(format.formatted(values.toArray()))
                : Optional.empty();
    }

    /** Where a record stands in the log, as in {@code order.event-3@17}. */
    public static Optional<String> place(JsonNode place) {
        return joined(place, "%s-%s@%s", "topic", "partition", "offset");
    }

    /** The document's member {@code amount}. */
    public static Optional<String> amount(JsonNode document) {
        return money(document.path("amount"));
    }

    /** An amount in the major unit of its currency, as in {@code 12.50 EUR}. */
    public static Optional<String> money(JsonNode money) {
        return member(money, "currency")
                .map(
                        currency ->
                                major(money.path("amountMinor").asLong(), currency)
                                        + " "
                                        + currency);
    }

    /** A number of minor units, without the currency. */
    static String major(long amountMinor, String currency) {
        return BigDecimal.valueOf(amountMinor, digits(currency)).toPlainString();
    }

    private static int digits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            return 0;
        }
    }
}
