package io.orderpipeline.launcher.compensations;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/** Parts of documents as people read them. */
final class Text {

    private Text() {}

    /** Without what a terminal would obey: reasons are written by people. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** A member of a document, when it has it. */
    static Optional<String> member(JsonNode document, String name) {
        return Optional.of(document.path(name))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .map(Text::printable);
    }

    /** An amount in the major unit of its currency, as in {@code 12.50 EUR}. */
    static Optional<String> amount(JsonNode document) {
        JsonNode amount = document.path("amount");
        return member(amount, "currency")
                .map(
                        currency ->
                                BigDecimal.valueOf(
                                                        amount.path("amountMinor").asLong(),
                                                        digits(currency))
                                                .toPlainString()
                                        + " "
                                        + currency);
    }

    private static int digits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            return 0;
        }
    }
}
