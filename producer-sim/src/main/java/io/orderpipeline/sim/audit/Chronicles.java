package io.orderpipeline.sim.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The chronicles of all orders, each made when somebody asks for it. One thread. */
final class Chronicles {

    private final Map<String, List<OutcomeRecord.Event>> events = new HashMap<>();
    private final Map<String, Chronicle> made = new HashMap<>();

    Chronicles(Log log) {
        log.events()
                .forEach(
                        event ->
                                events.computeIfAbsent(event.orderId(), id -> new ArrayList<>(4))
                                        .add(event));
    }

    /** Absent when the log does not know the order. */
    Optional<Chronicle> of(String orderId) {
        return Optional.ofNullable(events.get(orderId))
                .map(all -> made.computeIfAbsent(orderId, id -> Chronicle.of(all)));
    }

    void forEach(BiConsumer<String, Chronicle> action) {
        events.keySet().forEach(id -> action.accept(id, of(id).orElseThrow()));
    }
}
