package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.Identifier;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Key of the index by state: {@code <state>/<enteredAt>/<transactionId>/<orderId>}, the time in
 * milliseconds since the epoch with leading zeros, so that the rows of a state sort by when they
 * came to it, oldest first.
 *
 * @param enteredAtMs not negative
 */
public record TransactionIndexKey(
        TransactionState state, long enteredAtMs, TransactionKey transaction) {

    /** The states off the happy path: what a person may have to look at. */
    public static final Set<TransactionState> OFF_PATH =
            Collections.unmodifiableSet(
                    EnumSet.of(
                            TransactionState.UNTRACKED,
                            TransactionState.RECOVERED,
                            TransactionState.REFUND_REQUESTED,
                            TransactionState.REFUNDED,
                            TransactionState.ESCALATED,
                            TransactionState.RESOLVED));

    private static final Map<String, TransactionState> BY_NAME =
            Stream.of(TransactionState.values())
                    .collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    private static final Pattern FORM = Pattern.compile("([A-Z_]+)/(\\d+)/([^/]+)/([^/]+)");

    /** The row's entry. */
    public static TransactionIndexKey of(LedgerRow row) {
        TransactionKey transaction = new TransactionKey(row.getTransactionId(), row.getOrderId());
        return new TransactionIndexKey(row.getState(), enteredAtMs(row), transaction);
    }

    private static long enteredAtMs(LedgerRow row) {
        return Math.max(0, row.getEnteredAt().toEpochMilli());
    }

    /** The key in the index. */
    public String text() {
        return first(state) + PaddedNumber.text(enteredAtMs) + "/" + transaction.text();
    }

    /** Reads a key of any state; absent when the text is none. */
    public static Optional<TransactionIndexKey> parse(String text) {
        return Arrays.stream(TransactionState.values())
                .filter(state -> text.startsWith(first(state)))
                .findFirst()
                .flatMap(state -> parse(state, text));
    }

    /** Reads a key of this state; absent when it is none. */
    public static Optional<TransactionIndexKey> parse(TransactionState state, String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()
                || !form.group(1).equals(state.name())
                || !Identifier.isValid(form.group(3))
                || !Identifier.isValid(form.group(4))) {
            return Optional.empty();
        }
        return PaddedNumber.parse(form.group(2))
                .map(
                        enteredAtMs ->
                                new TransactionIndexKey(
                                        state,
                                        enteredAtMs,
                                        new TransactionKey(form.group(3), form.group(4))));
    }

    /** The state in the text of a key; unknown when a newer program wrote it. */
    static TransactionState stateOf(String text) {
        String name = text.substring(0, text.indexOf(TransactionKey.SEPARATOR));
        return BY_NAME.getOrDefault(name, TransactionState.UNKNOWN);
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

    /** When the row came to its state, to the millisecond. */
    public Instant enteredAt() {
        return Instant.ofEpochMilli(enteredAtMs);
    }

    /**
     * Not after any key of the state whose row came to it at {@code since} or later, after every
     * other.
     *
     * @param since up to the year 292 million
     */
    public static String from(TransactionState state, Instant since) {
        return first(state) + PaddedNumber.text(PaddedNumber.ceilMs(since));
    }

    /** Whether the row still says what the entry says. */
    public boolean matches(LedgerRow row) {
        return equals(of(row));
    }
}
