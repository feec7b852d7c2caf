package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.Identifier;
import java.util.Optional;

/**
 * Key of an event in the history: {@code <orderId>/<version>}, the version with leading zeros, so
 * that the events of an order sort by version.
 *
 * @param version not negative; events count from 1
 */
public record HistoryKey(String orderId, long version) {

    /** Behind every key. */
    public static final String LAST = "\u007f";

    /** Reads a key; absent when the text is none. */
    public static Optional<HistoryKey> parse(String text) {
        int separator = text.indexOf(TransactionKey.SEPARATOR);
        if (separator < 0 || !Identifier.isValid(text.substring(0, separator))) {
            return Optional.empty();
        }
        return PaddedNumber.parse(text.substring(separator + 1))
                .map(version -> new HistoryKey(text.substring(0, separator), version));
    }

    /** The key in the store. */
    public String text() {
        return first(orderId) + PaddedNumber.text(version);
    }

    /** Not after any key of the order, and after every key of a smaller one. */
    public static String first(String orderId) {
        return TransactionKey.first(orderId);
    }

    /** After every key of the order, before every key of a greater one. */
    public static String last(String orderId) {
        return TransactionKey.last(orderId);
    }
}
