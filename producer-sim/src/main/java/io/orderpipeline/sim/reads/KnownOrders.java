package io.orderpipeline.sim.reads;

import io.orderpipeline.sim.ledger.Ledgers;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.Dice;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The orders that can be asked for: those that the ledgers in a folder plan for the order.command
 * of the newest ledger. One thread looks for more; any may pick.
 */
final class KnownOrders {

    /** Enough to ask at random; what is planned beyond is not asked for. */
    private static final int MOST = 1_000_000;

    /** Where most happens. */
    private static final int RECENT = 200;

    private final Ledgers ledgers;
    private final Map<Path, PlanTail> tails = new TreeMap<>();
    private final List<String> orders = new ArrayList<>();
    private Line.@Nullable Header newest;

    KnownOrders(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    /** Takes up what was planned since the last look. */
    void look() {
        ledgers.all().forEach(file -> tails.computeIfAbsent(file, PlanTail::new));
        Optional<String> topic = chosen().map(Line.Header::topicId);
        for (PlanTail tail : tails.values()) {
            if (topic.isPresent() && tail.header().map(Line.Header::topicId).equals(topic)) {
                add(tail.orders());
            }
        }
    }

    /** The header of the newest ledger when the first one was there: it stays chosen. */
    Optional<Line.Header> chosen() {
        if (newest == null) {
            newest =
                    tails.values().stream()
                            .flatMap(tail -> tail.header().stream())
                            .max(Comparator.comparing(KnownOrders::startedAt))
                            .orElse(null);
        }
        return Optional.ofNullable(newest);
    }

    private static Instant startedAt(Line.Header header) {
        return Instant.parse(header.startedAt());
    }

    private synchronized void add(List<String> more) {
        orders.addAll(more.subList(0, Math.min(more.size(), MOST - orders.size())));
    }

    synchronized boolean isEmpty() {
        return orders.isEmpty();
    }

    /** Any order; half of the time one that was planned not long ago. At least one is known. */
    synchronized String pick(Dice dice) {
        int from = dice.chance(0.5) ? Math.max(0, orders.size() - RECENT) : 0;
        return orders.get(dice.between(from, orders.size() - 1));
    }
}
