package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.Identifier;

/**
 * Names a row of the ledger. The tracker's key begins with the order, by which it works; the view's
 * begins with the transaction, by which people ask.
 */
public record TransactionKey(String transactionId, String orderId) {

    static final char SEPARATOR = '/';

    /** Sorts right behind the separator. */
    private static final char BEHIND_SEPARATOR = SEPARATOR + 1;

    /**
     * Reads a key of the tracker's ledger, {@code <orderId>/<transactionId>}.
     *
     * @throws IllegalArgumentException when it has another form
     */
    static TransactionKey ofLedger(String key) {
        int separator = key.indexOf(SEPARATOR);
        String orderId = key.substring(0, Math.max(0, separator));
        String transactionId = key.substring(separator + 1);
        if (!Identifier.isValid(orderId) || !Identifier.isValid(transactionId)) {
            throw new IllegalArgumentException(
                    "the record's key is '%s'; it must be <orderId>/<transactionId>"
                            .formatted(key));
        }
        return new TransactionKey(transactionId, orderId);
    }

    /** The key in the view. */
    public String text() {
        return transactionId + SEPARATOR + orderId;
    }

    /** Not after any key of the transaction, and after every key of a smaller one. */
    public static String first(String transactionId) {
        return transactionId + SEPARATOR;
    }

    /** After every key of the transaction, before every key of a greater one. */
    public static String last(String transactionId) {
        return transactionId + BEHIND_SEPARATOR;
    }
}
