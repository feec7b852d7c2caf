package io.orderpipeline.sim.digest;

import static io.orderpipeline.sim.digest.Happenings.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A log of two partitions and generations of views that agree with it, for mutants to spoil. */
public final class DigestStage implements EventLog {

    static final int LIVE = 2;
    static final int FRESH = 3;

    private static final int PARTITIONS = 2;

    final Map<Integer, List<LoggedEvent>> log = new TreeMap<>();
    final Map<Integer, Views> views = new TreeMap<>();

    private int partition;
    private int position;

    /** One order as a generation has it. */
    static final class Held {
        final String order;
        final List<ByteBuffer> events = new ArrayList<>();
        String facts = OrderDigest.NO_VIEW;

        Held(String order) {
            this.order = order;
        }

        Held(String order, Held other) {
            this(order);
            events.addAll(other.events);
            facts = other.facts;
        }
    }

    /** All that a generation has. */
    static final class Views implements DigestSource {
        final Map<Integer, List<Held>> orders = new HashMap<>();
        final int generation;

        /** Is run before each question. */
        Runnable before = () -> {};

        Views(int generation) {
            this.generation = generation;
        }

        /** To spoil them. */
        List<Held> at(int partition) {
            return Objects.requireNonNull(orders.get(partition));
        }

        List<Held> all() {
            return orders.values().stream().flatMap(List::stream).toList();
        }

        Held of(String order) {
            return all().stream()
                    .filter(each -> each.order.equals(order))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public int generation() {
            return generation;
        }

        @Override
        public void each(int partition, Consumer<OrderDigest> receiver) throws IOException {
            ask();
            orders.getOrDefault(partition, List.of())
                    .forEach(held -> receiver.accept(trail(held).last()));
        }

        @Override
        public Optional<Trail> trail(int partition, String orderId) throws IOException {
            ask();
            return orders.getOrDefault(partition, List.of()).stream()
                    .filter(held -> held.order.equals(orderId))
                    .findFirst()
                    .map(Views::trail);
        }

        private void ask() throws IOException {
            try {
                before.run();
            } catch (UncheckedIOException nobody) {
                throw Objects.requireNonNull(nobody.getCause());
            }
        }

        private static Trail trail(Held held) {
            Map<Long, String> chains = new HashMap<>();
            byte[] chain = Digests.START;
            for (int i = 0; i < held.events.size(); i++) {
                chain = Digests.next(chain, held.order, i + 1, held.events.get(i));
                chains.put(i + 1L, Digests.hex(chain));
            }
            return new Trail(
                    chains,
                    new OrderDigest(
                            held.order, held.events.size(), Digests.hex(chain), held.facts));
        }
    }

    /** Orders of every kind, in a live generation and a fresh one. */
    public static DigestStage clean() {
        DigestStage stage = new DigestStage();
        for (int number = 0; number < 15; number++) {
            String order = "o-" + number;
            List<Object> life =
                    switch (number % 5) {
                        case 0 -> List.of(Happenings.placed());
                        case 1 -> List.of(Happenings.placed(), Happenings.cancelled());
                        case 2 -> List.of(Happenings.placed(), Happenings.paid("t-" + number));
                        case 3 ->
                                List.of(
                                        Happenings.placed(),
                                        Happenings.paid("t-" + number),
                                        Happenings.fulfilled());
                        default -> List.of(Happenings.refund("t-" + number));
                    };
            for (int i = 0; i < life.size(); i++) {
                stage.happens(number % PARTITIONS, event(order, i + 1, life.get(i)));
            }
        }
        stage.views.put(LIVE, stage.projected(LIVE));
        stage.views.put(FRESH, stage.projected(FRESH));
        return stage;
    }

    void happens(int at, LoggedEvent event) {
        log.computeIfAbsent(at, none -> new ArrayList<>()).add(event);
    }

    /** To spoil it. */
    List<LoggedEvent> events(int at) {
        return Objects.requireNonNull(log.get(at));
    }

    /** What views hold that have read the log. */
    Views projected(int generation) {
        Views all = new Views(generation);
        log.forEach(
                (at, events) -> {
                    Map<String, Held> held = new TreeMap<>();
                    Map<String, FactsFold> folds = new HashMap<>();
                    for (LoggedEvent each : events) {
                        Held order = held.computeIfAbsent(each.orderId(), Held::new);
                        order.events.add(each.value());
                        folds.computeIfAbsent(each.orderId(), none -> new FactsFold())
                                .after(each.event())
                                .ifPresent(digest -> order.facts = Digests.hex(digest));
                    }
                    all.orders.put(at, new ArrayList<>(held.values()));
                });
        return all;
    }

    Views live() {
        return Objects.requireNonNull(views.get(LIVE));
    }

    Views fresh() {
        return Objects.requireNonNull(views.get(FRESH));
    }

    /** What comes of a comparison that waits for nobody. */
    public Verdict verdict() {
        return verdict(Scope.ALL, Duration.ZERO);
    }

    Verdict verdict(Scope scope, Duration patience) {
        try {
            return new Verification(this, List.copyOf(views.values()), scope, (a, b, c) -> {})
                    .patient(patience, patience)
                    .run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int partitions() {
        return PARTITIONS;
    }

    @Override
    public void begin(int at, Consumer<LoggedEvent> receiver) {
        partition = at;
        position = 0;
        readOn(receiver);
    }

    @Override
    public void readOn(Consumer<LoggedEvent> receiver) {
        List<LoggedEvent> events = log.getOrDefault(partition, List.of());
        while (position < events.size()) {
            receiver.accept(events.get(position++));
        }
    }
}
