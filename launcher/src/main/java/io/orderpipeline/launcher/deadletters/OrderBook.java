package io.orderpipeline.launcher.deadletters;

import io.orderpipeline.schema.transaction.PaymentRefunded;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the topics say of some orders. Filled once, then only read; one thread. */
final class OrderBook {

    private static final class Order {
        private long version;
        private final Map<String, String> outcomes = new HashMap<>();
        private final Map<RecordPlace, String> commands = new HashMap<>();
    }

    private final Map<String, Order> orders = new HashMap<>();
    private final Set<RecordPlace> decided = new HashSet<>();
    private final Map<String, String> journal = new HashMap<>();

    /** A command stands in the topic. */
    void command(String orderId, String commandId, RecordPlace at) {
        order(orderId).commands.put(at, "command " + commandId + " at " + at);
    }

    /** A command came to an end. */
    void outcome(String orderId, String commandId, RecordPlace command, String what) {
        order(orderId).outcomes.putIfAbsent(commandId, what);
        decided.add(command);
    }

    /** An event took the order to this version. */
    void version(String orderId, long version) {
        order(orderId).version = Math.max(order(orderId).version, version);
    }

    /**
     * A record became a dead letter, which is an outcome of it and none of its command id. Its key
     * is not asked for: it may be wrong, or left out with the rest of the record.
     */
    void deadLetter(RecordPlace source) {
        decided.add(source);
    }

    /** The journal has this entry in its place. */
    void journaled(PaymentTransaction entry, RecordPlace at) {
        journal.putIfAbsent(entry(entry), at.toString());
    }

    /** What makes two entries of the journal the same. */
    static String entry(PaymentTransaction entry) {
        String kind = entry.getPayload() instanceof PaymentRefunded ? "refund" : "capture";
        return kind + " " + entry.getOrderId() + "/" + entry.getTransactionId();
    }

    private Order order(String orderId) {
        return orders.computeIfAbsent(orderId, id -> new Order());
    }

    Standing standing(String orderId) {
        Order order = orders.get(orderId);
        if (order == null) {
            return Standing.UNTOUCHED;
        }
        Optional<String> waiting =
                order.commands.entrySet().stream()
                        .filter(command -> !decided.contains(command.getKey()))
                        .map(Map.Entry::getValue)
                        .sorted()
                        .findFirst();
        return new Standing(
                order.version,
                Map.copyOf(order.outcomes),
                waiting,
                Optional.empty(),
                Optional.empty());
    }

    Optional<String> journaled(String entry) {
        return Optional.ofNullable(journal.get(entry));
    }
}
