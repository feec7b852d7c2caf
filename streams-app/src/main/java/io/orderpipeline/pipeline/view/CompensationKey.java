package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.Identifier;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Key of the index by state: {@code <state>/<enteredAt>/<transactionId>/<orderId>}, the time in
 * milliseconds since the epoch with leading zeros, so that the rows of a state sort by when they
 * came to it, oldest first.
 *
 * @param enteredAtMs not negative
 */
public record CompensationKey(
        TransactionState state, long enteredAtMs, TransactionKey transaction) {

    /**
     * The states off the happy path, which the index holds. The others have far more rows and no
     * need of a person.
     */
    public static final Set<TransactionState> STATES =
            Collections.unmodifiableSet(
                    EnumSet.of(
                            TransactionState.UNTRACKED,
                            TransactionState.RECOVERED,
                            TransactionState.REFUND_REQUESTED,
                            TransactionState.REFUNDED,
                            TransactionState.ESCALATED,
                            TransactionState.RESOLVED));

    /** As many as the largest long has. */
    private static final int DIGITS = 19;

    private static final Pattern FORM =
            Pattern.compile("([A-Z_]+)/(\\d{" + DIGITS + "})/([^/]+)/([^/]+)");

    /** The row's entry; absent when its state is not in the index. */
    public static Optional<CompensationKey> of(LedgerRow row) {
        if (!STATES.contains(row.getState())) {
            return Optional.empty();
        }
        TransactionKey transaction = new TransactionKey(row.getTransactionId(), row.getOrderId());
        return Optional.of(new CompensationKey(row.getState(), enteredAtMs(row), transaction));
    }

    private static long enteredAtMs(LedgerRow row) {
        return Math.max(0, row.getEnteredAt().toEpochMilli());
    }

    /** The key in the index. */
    public String text() {
        return first(state) + pad(enteredAtMs) + "/" + transaction.text();
    }

    /** Reads a key of this state; absent when it is none. */
    public static Optional<CompensationKey> parse(TransactionState state, String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()
                || !form.group(1).equals(state.name())
                || !Identifier.isValid(form.group(3))
                || !Identifier.isValid(form.group(4))) {
            return Optional.empty();
        }
        return enteredAt(form.group(2))
                .map(
                        enteredAtMs ->
                                new CompensationKey(
                                        state,
                                        enteredAtMs,
                                        new TransactionKey(form.group(3), form.group(4))));
    }

    private static Optional<Long> enteredAt(String digits) {
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    /** Not after any key of the state, and after every key of a state that sorts before it. */
    public static String first(TransactionState state) {
        return TransactionKey.first(state.name());
    }

    /** After every key of the state, before every key of a state that sorts behind it. */
    public static String last(TransactionState state) {
        return TransactionKey.last(state.name());
    }

    /** The smallest text behind the key. */
    public String next() {
        return text() + '\0';
    }

    private static String pad(long enteredAtMs) {
        String digits = Long.toString(enteredAtMs);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }
}
