package io.orderpipeline.sim.traffic;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.LongStream;

/**
 * All records of one simulation in sending order: orders arrive at random, live for some simulated
 * seconds and overlap as real ones do. Iterating twice gives the same records; plans are made as
 * their orders arrive, so memory holds only the orders in flight.
 */
public final class Traffic implements Iterable<Traffic.Sending> {

    /** Mean simulated time between two arrivals: with lives of seconds, hundreds are in flight. */
    private static final double MEAN_ARRIVAL_GAP_MS = 5;

    /** Arrivals draw from a stream that no order has. */
    private static final long ARRIVALS = -1;

    /**
     * One record and the plan it belongs to.
     *
     * @param plan the plan
     * @param index the record's place in the plan, from 0
     */
    public record Sending(Plan plan, int index) {

        public PlannedRecord record() {
            return plan.records().get(index);
        }

        boolean last() {
            return index + 1 == plan.records().size();
        }
    }

    private record Cursor(long arrival, Sending sending) {

        static final Comparator<Cursor> BY_TIME =
                Comparator.comparingLong((Cursor cursor) -> cursor.sending.record().atMs())
                        .thenComparingLong(Cursor::arrival);

        Cursor next() {
            return new Cursor(arrival, new Sending(sending.plan(), sending.index() + 1));
        }
    }

    private final TrafficOptions options;
    private final OrderPlanner planner;

    public Traffic(TrafficOptions options) {
        this.options = options;
        this.planner = OrderPlanner.of(options);
    }

    /** Who is hit in the incident, with its figures; absent in the other scenarios. */
    public Optional<Incident> incident() {
        return planner.incident();
    }

    @Override
    public Iterator<Sending> iterator() {
        return new Interleaving();
    }

    /** How many records there are; takes as long as making them all once. */
    public long size() {
        long size = 0;
        for (Sending unused : this) {
            size++;
        }
        return size;
    }

    /**
     * What the gateway sends when everything has been recovered: some of the confirmations that it
     * had dropped, in {@link Incident#lateOriginals} plans of their own without an end, since the
     * orders' first plans tell it. Empty in the other scenarios.
     */
    public Iterable<Sending> afterwards() {
        return () -> {
            Starts starts = new Starts();
            return LongStream.range(0, incident().isPresent() ? options.orders() : 0)
                    .mapToObj(order -> planner.lateOriginal(order, starts.nextMs()))
                    .flatMap(Optional::stream)
                    .map(plan -> new Sending(plan, 0))
                    .iterator();
        };
    }

    /** When the orders begin, one after the other. */
    private final class Starts {

        private final Dice dice = new Dice(options.seed(), ARRIVALS);
        private long atMs;

        long nextMs() {
            atMs += dice.exponentialMs(MEAN_ARRIVAL_GAP_MS);
            return atMs;
        }
    }

    /** The arrivals one after the other. */
    private final class Arrivals {

        private final Starts starts = new Starts();
        private final PoisonPlanner poison = new PoisonPlanner(options, planner.epoch());
        private final Queue<Plan> waiting = new ArrayDeque<>();
        private long order;

        Plan next() {
            if (waiting.isEmpty()) {
                arrive();
            }
            return waiting.remove();
        }

        boolean hasNext() {
            return !waiting.isEmpty() || order < options.orders();
        }

        private void arrive() {
            long atMs = starts.nextMs();
            waiting.add(planner.plan(order, atMs));
            for (int n = poison.before(order); n < poison.before(order + 1); n++) {
                waiting.add(poison.plan(n, order, atMs));
            }
            order++;
        }
    }

    /** Merges the orders in flight by simulated time. */
    private final class Interleaving implements Iterator<Sending> {

        private final PriorityQueue<Cursor> inFlight = new PriorityQueue<>(Cursor.BY_TIME);
        private final Arrivals arrivals = new Arrivals();
        private long arrival;
        private long arrivedUntilMs = Long.MIN_VALUE;

        @Override
        public boolean hasNext() {
            return !inFlight.isEmpty() || arrivals.hasNext();
        }

        @Override
        public Sending next() {
            while (arrivals.hasNext() && (inFlight.isEmpty() || headMs() >= arrivedUntilMs)) {
                Plan plan = arrivals.next();
                arrivedUntilMs = plan.records().get(0).atMs();
                inFlight.add(new Cursor(arrival++, new Sending(plan, 0)));
            }
            Cursor head = inFlight.poll();
            if (head == null) {
                throw new NoSuchElementException();
            }
            if (!head.sending().last()) {
                inFlight.add(head.next());
            }
            return head.sending();
        }

        private long headMs() {
            Cursor head = inFlight.peek();
            return head == null ? Long.MAX_VALUE : head.sending().record().atMs();
        }
    }
}
