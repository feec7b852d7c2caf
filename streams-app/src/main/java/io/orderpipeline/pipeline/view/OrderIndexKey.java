package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.Identifier;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.view.OrderView;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Key of an order in the index: what it is selected by, when it was placed, and its id. The time is
 * in milliseconds since the epoch with leading zeros, so that the orders of a selection sort by
 * when they were placed; read backwards, newest first. An order has four entries, one of each kind:
 *
 * <ul>
 *   <li>{@code a/<placedAt>/<orderId>}
 *   <li>{@code s/<status>/<placedAt>/<orderId>}
 *   <li>{@code c/<customerId>/<placedAt>/<orderId>}
 *   <li>{@code b/<customerId>/<status>/<placedAt>/<orderId>}
 * </ul>
 *
 * @param placedAtMs not negative
 */
public record OrderIndexKey(Selection selection, long placedAtMs, String orderId) {

    /** Behind every character of a key. */
    private static final char BEHIND_ALL = '\u007f';

    /** What is asked for: orders in a status, of a customer, both, or all. */
    public record Selection(Optional<OrderStatus> status, Optional<String> customer) {

        /** Every order. */
        public static final Selection ALL = new Selection(Optional.empty(), Optional.empty());

        /** The orders in this status, whoever placed them. */
        public static Selection of(OrderStatus status) {
            return new Selection(Optional.of(status), Optional.empty());
        }

        /** The selection that a key with these parts belongs to; absent when there is none. */
        private static Optional<Selection> of(String[] parts) {
            return switch (parts.length == 0 ? "" : parts[0]) {
                case "a" -> Optional.of(ALL);
                case "s" -> status(parts, 1).map(Selection::of);
                case "c" -> customer(parts).map(found -> new Selection(Optional.empty(), found));
                case "b" ->
                        customer(parts)
                                .flatMap(
                                        found ->
                                                status(parts, 2)
                                                        .map(
                                                                status ->
                                                                        new Selection(
                                                                                Optional.of(status),
                                                                                found)));
                default -> Optional.empty();
            };
        }

        private static Optional<Optional<String>> customer(String[] parts) {
            return parts.length > 1 && Identifier.isValid(parts[1])
                    ? Optional.of(Optional.of(parts[1]))
                    : Optional.empty();
        }

        private static Optional<OrderStatus> status(String[] parts, int place) {
            return Arrays.stream(OrderStatus.values())
                    .filter(each -> place < parts.length && each.name().equals(parts[place]))
                    .findFirst();
        }

        /** Before every key of the selection, after every key of one that sorts before it. */
        public String first() {
            return TransactionKey.first(name());
        }

        /** After every key of the selection, before every key of one that sorts behind it. */
        public String last() {
            return TransactionKey.last(name());
        }

        /**
         * Before every key of an order placed at this time or later, after all others.
         *
         * @param time up to the year 292 million
         */
        public String from(Instant time) {
            return first() + PaddedNumber.text(PaddedNumber.ceilMs(time));
        }

        /** After every key of an order placed before this time, before all others. */
        public String to(Instant time) {
            return from(time);
        }

        private boolean holds(OrderView view) {
            return status.map(view.getStatus()::equals).orElse(true)
                    && customer.map(view.getCustomerId()::equals).orElse(true);
        }

        private String name() {
            String of = customer.isEmpty() ? "s" : "b/" + customer.get();
            return status.map(wanted -> of + "/" + wanted)
                    .orElseGet(() -> customer.map(wanted -> "c/" + wanted).orElse("a"));
        }
    }

    /** The keys of the order as it is. */
    static List<String> textsOf(OrderView view) {
        String time = PaddedNumber.text(placedAtMs(view));
        String rest =
                TransactionKey.SEPARATOR + time + TransactionKey.SEPARATOR + view.getOrderId();
        String status = view.getStatus().name();
        String customer = view.getCustomerId();
        return List.of(
                "a" + rest,
                "s/" + status + rest,
                "c/" + customer + rest,
                "b/" + customer + "/" + status + rest);
    }

    private static OrderIndexKey of(Selection selection, OrderView view) {
        return new OrderIndexKey(selection, placedAtMs(view), view.getOrderId());
    }

    private static long placedAtMs(OrderView view) {
        return Math.max(0, view.getPlacedAt().toEpochMilli());
    }

    /** Reads a key of this selection; absent when the text is none. */
    public static Optional<OrderIndexKey> parse(Selection selection, String text) {
        if (!text.startsWith(selection.first())) {
            return Optional.empty();
        }
        String rest = text.substring(selection.first().length());
        int separator = rest.indexOf(TransactionKey.SEPARATOR);
        String orderId = rest.substring(separator + 1);
        if (separator < 0 || !Identifier.isValid(orderId)) {
            return Optional.empty();
        }
        return PaddedNumber.parse(rest.substring(0, separator))
                .map(placedAtMs -> new OrderIndexKey(selection, placedAtMs, orderId));
    }

    /** Reads a key of any selection; absent when the text is none. */
    public static Optional<OrderIndexKey> parse(String text) {
        String[] parts = text.split("/", -1);
        return Selection.of(parts).flatMap(selection -> parse(selection, text));
    }

    /** The key in the index. */
    public String text() {
        return selection.first()
                + PaddedNumber.text(placedAtMs)
                + TransactionKey.SEPARATOR
                + orderId;
    }

    /** A text before this key that is behind every key before it: where an older page begins. */
    public String previous() {
        String text = text();
        int end = text.length() - 1;
        return text.substring(0, end) + (char) (text.charAt(end) - 1) + BEHIND_ALL;
    }

    /** When the order was placed, to the millisecond. */
    public Instant placedAt() {
        return Instant.ofEpochMilli(placedAtMs);
    }

    /** Whether the order still is what the entry says. */
    public boolean matches(OrderView view) {
        return equals(of(selection, view)) && selection.holds(view);
    }
}
