package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.audit.Reads.Sighting;
import io.orderpipeline.sim.reads.ReadLine.AsOfRead;
import io.orderpipeline.sim.reads.ReadLine.Document;
import io.orderpipeline.sim.reads.ReadLine.HistoryRead;
import io.orderpipeline.sim.reads.ReadLine.OrderRead;
import io.orderpipeline.sim.reads.ReadLine.Read;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Within a session, no answer goes back behind one that was there before it was asked for, unless
 * it says that it is stale. Answers as of an instant do not claim to be the newest.
 */
final class SessionChecks {

    private final Chronicles chronicles;
    private final Violations violations;

    SessionChecks(Chronicles chronicles, Violations violations) {
        this.chronicles = chronicles;
        this.violations = violations;
    }

    void check(List<Read> reads) {
        Collection<List<Read>> sessions =
                reads.stream()
                        .collect(
                                Collectors.groupingBy(
                                        read -> read.exchange().session(),
                                        TreeMap::new,
                                        Collectors.toList()))
                        .values();
        sessions.forEach(this::session);
    }

    private record Timed(Instant asked, Instant answered, Read read) {
        static Timed of(Read read) {
            return new Timed(Reads.asked(read), Reads.answered(read), read);
        }
    }

    private void session(List<Read> reads) {
        Map<String, Sighting> seen = new HashMap<>();
        PriorityQueue<Timed> open = new PriorityQueue<>(Comparator.comparing(Timed::answered));
        List<Timed> byTime =
                reads.stream().map(Timed::of).sorted(Comparator.comparing(Timed::asked)).toList();
        for (Timed next : byTime) {
            Timed before = open.peek();
            while (before != null && !before.answered().isAfter(next.asked())) {
                Reads.sightings(before.read()).forEach(each -> see(seen, each));
                open.remove();
                before = open.peek();
            }
            if (!next.read().exchange().stale()) {
                judge(next.read(), seen);
            }
            open.add(next);
        }
    }

    private static void see(Map<String, Sighting> seen, Sighting sighting) {
        seen.merge(sighting.order(), sighting, (a, b) -> a.version() >= b.version() ? a : b);
    }

    private void judge(Read read, Map<String, Sighting> seen) {
        if (read instanceof AsOfRead) {
            return;
        }
        for (Sighting sighting : Reads.sightings(read)) {
            notBehind(sighting, seen.get(sighting.order()));
        }
        if (read.exchange().status() == 404) {
            notGone(read, seen);
        }
    }

    private void notBehind(Sighting now, @Nullable Sighting before) {
        if (before != null && now.version() < before.version()) {
            violations.found(
                    "%s shows %s at version %d, after version %d by %s"
                            .formatted(
                                    Reads.describe(now.read()),
                                    now.order(),
                                    now.version(),
                                    before.version(),
                                    Reads.describe(before.read())));
        }
    }

    /** A history begins with the first event, an order when it is placed. */
    private void notGone(Read read, Map<String, Sighting> seen) {
        Sighting before = null;
        if (read instanceof HistoryRead history) {
            before = seen.get(history.order());
        } else if (read instanceof OrderRead order) {
            before = seen.get(order.order());
            before = before != null && placed(before) ? before : null;
        }
        if (before != null) {
            violations.found(
                    "%s is gone, after version %d by %s"
                            .formatted(
                                    Reads.describe(read),
                                    before.version(),
                                    Reads.describe(before.read())));
        }
    }

    private boolean placed(Sighting sighting) {
        return chronicles
                .of(sighting.order())
                .flatMap(chronicle -> chronicle.at(sighting.version()))
                .map(Document::version)
                .isPresent();
    }
}
