package io.orderpipeline.order;

/**
 * The gateway's id of a payment transaction, and the ids that derive from it. Derived ids are the
 * same for every repetition, which is what makes repetitions harmless.
 */
public final class TransactionId {

    private static final String COMPENSATION = "cmp-";
    private static final String REFUND = "rfd-";

    /** The longest transaction id, in characters: what derives from it is an identifier too. */
    public static final int MAX_LENGTH = Identifier.MAX_LENGTH - COMPENSATION.length();

    /** The rule in words, for error messages. */
    public static final String RULE =
            "1 to " + MAX_LENGTH + " characters out of A-Z a-z 0-9 . _ : -";

    private TransactionId() {}

    /** Whether {@code text} has the form of a transaction id. */
    public static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && Identifier.isValid(text);
    }

    /** The id of the compensation that settles the transaction. */
    public static String compensation(String transactionId) {
        return COMPENSATION + transactionId;
    }

    /** Whether an id has the form of a compensation's: no client may use it for a command. */
    public static boolean isReserved(String commandId) {
        return commandId.startsWith(COMPENSATION);
    }

    /** The id of the refund of the transaction, by which the gateway executes it once. */
    public static String refund(String transactionId) {
        return REFUND + transactionId;
    }
}
