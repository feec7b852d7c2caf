package io.orderpipeline.sim.reads;

import io.orderpipeline.sim.reads.ReadLine.Document;
import io.orderpipeline.sim.reads.ReadLine.HistoryRead;
import io.orderpipeline.sim.reads.ReadLine.ListRead;
import io.orderpipeline.sim.reads.ReadLine.OrderRead;
import io.orderpipeline.sim.traffic.Dice;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one session asks, by its seed and by what it was told: a client that has seen a version asks
 * for that one or the next. One thread.
 */
final class Questions {

    /** Versions seen longest ago are forgotten. */
    private static final int MOST_SEEN = 10_000;

    private static final int LONGEST_WAIT_MS = 200;
    private static final Duration JUST_NOW = Duration.ofSeconds(3);

    private final Dice dice;
    private final KnownOrders orders;
    private final Instant since;
    private final Walk walk = new Walk();
    private final Map<String, Long> seen =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                    return size() > MOST_SEEN;
                }
            };

    /**
     * @param since when the traffic began, before which there is nothing to ask for
     */
    Questions(Dice dice, KnownOrders orders, Instant since) {
        this.dice = dice;
        this.orders = orders;
        this.since = since;
    }

    Question next() {
        double lot = dice.fraction();
        String order = orders.pick(dice);
        if (lot < 0.35) {
            return new Question.TheOrder(order);
        }
        if (lot < 0.55) {
            return atLeast(order);
        }
        if (lot < 0.75) {
            return new Question.AsOf(order, instant());
        }
        if (lot < 0.9) {
            return history(order);
        }
        Optional<Question.Page> page = walk.next(dice);
        return page.isPresent() ? page.get() : new Question.TheOrder(order);
    }

    private Question atLeast(String order) {
        long version = Math.max(1, seen.getOrDefault(order, 0L) + dice.between(0, 1));
        return new Question.AtLeast(order, version, dice.between(0, LONGEST_WAIT_MS));
    }

    private Question history(String order) {
        int versions = Math.toIntExact(seen.getOrDefault(order, 0L));
        return new Question.History(order, dice.chance(0.7) ? 0 : dice.between(0, versions));
    }

    /** Half of the time not long ago, where answers are not settled yet. */
    private Instant instant() {
        Instant now = Instant.now();
        Instant from = dice.chance(0.5) ? now.minus(JUST_NOW) : since;
        long ageMs = Math.max(0, Duration.between(from, now).toMillis());
        return now.minusMillis((long) (dice.fraction() * ageMs)).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Takes up what was told. */
    void told(ReadLine.Read read) {
        if (read instanceof OrderRead order && order.document() != null) {
            see(order.document());
        } else if (read instanceof HistoryRead history && history.version() != null) {
            seen.merge(history.order(), history.version(), Math::max);
        } else if (read instanceof ListRead list) {
            walk.told(list);
            if (list.orders() != null) {
                list.orders().forEach(this::see);
            }
        }
    }

    private void see(Document document) {
        seen.merge(document.order(), document.version(), Math::max);
    }
}
