package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.Identifier;
import java.util.Optional;

/**
 * Key of the entry that finds a transaction by its order: {@code <orderId>/<transactionId>}. Its
 * value is the text of the transaction's {@link TransactionIndexKey}.
 */
public record OrderTransactionKey(TransactionKey transaction) {

    /** Reads a key; absent when the text is none. */
    public static Optional<OrderTransactionKey> parse(String text) {
        String[] parts = text.split("/", -1);
        return parts.length == 2 && Identifier.isValid(parts[0]) && Identifier.isValid(parts[1])
                ? Optional.of(new OrderTransactionKey(new TransactionKey(parts[1], parts[0])))
                : Optional.empty();
    }

    /** The key in the index. */
    public String text() {
        return first(transaction.orderId()) + transaction.transactionId();
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
