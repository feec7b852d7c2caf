package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.audit.Reads.Sighting;
import io.orderpipeline.sim.reads.ReadLine.AsOfRead;
import io.orderpipeline.sim.reads.ReadLine.Read;
import io.orderpipeline.sim.reads.ReadsLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Since when the views are known to have orders in the status in which they stayed. What an event
 * says of its time proves nothing, because that is its command's: an answer must have shown it, or
 * said that it knows all that happened in the partition up to then. One thread.
 */
final class Proofs {

    private record Proof(Instant since, String order) {}

    private final Chronicles chronicles;

    /** When an order was first shown in the status in which it stayed. */
    private final Map<String, Instant> shown = new HashMap<>();

    /** By partition: up to which instants answers were settled, and when the first of them was. */
    private final Map<Integer, NavigableMap<Instant, Instant>> settled = new HashMap<>();

    private final Map<String, List<Proof>> byStatus = new HashMap<>();

    private Proofs(Chronicles chronicles) {
        this.chronicles = chronicles;
    }

    static Proofs of(List<ReadsLedger> ledgers, Chronicles chronicles) {
        Proofs proofs = new Proofs(chronicles);
        ledgers.stream()
                .flatMap(ledger -> ledger.reads().stream())
                .filter(read -> read.exchange().ok() && !read.exchange().stale())
                .forEach(proofs::take);
        proofs.settled.values().forEach(Proofs::spread);
        chronicles.forEach(proofs::conclude);
        proofs.byStatus.values().forEach(all -> all.sort(Comparator.comparing(Proof::since)));
        return proofs;
    }

    /** The orders that a list of a status must show if the views knew of them then. */
    List<String> knownBy(String status, Instant then) {
        return byStatus.getOrDefault(status, List.of()).stream()
                .takeWhile(proof -> !proof.since().isAfter(then))
                .map(Proof::order)
                .toList();
    }

    private void take(Read read) {
        Instant answered = Reads.answered(read);
        for (Sighting each : Reads.sightings(read)) {
            if (stayed(each)) {
                shown.merge(each.order(), answered, Proofs::earlier);
            }
        }
        if (read instanceof AsOfRead asOf && Boolean.TRUE.equals(asOf.settled())) {
            chronicles
                    .of(asOf.order())
                    .map(chronicle -> chronicle.events().get(0).at().partition())
                    .map(partition -> settled.computeIfAbsent(partition, none -> new TreeMap<>()))
                    .ifPresent(all -> merge(all, Instant.parse(asOf.asOf()), answered));
        }
    }

    private boolean stayed(Sighting sighting) {
        return chronicles
                .of(sighting.order())
                .flatMap(Chronicle::settledBy)
                .filter(event -> sighting.version() >= event.version())
                .isPresent();
    }

    private static void merge(NavigableMap<Instant, Instant> all, Instant asOf, Instant answered) {
        all.merge(asOf, answered, Proofs::earlier);
    }

    /** Who knows all up to an instant knows all up to any instant before. */
    private static void spread(NavigableMap<Instant, Instant> answers) {
        Instant first = Instant.MAX;
        for (Entry<Instant, Instant> answer : answers.descendingMap().entrySet()) {
            first = earlier(first, answer.getValue());
            answer.setValue(first);
        }
    }

    private void conclude(String order, Chronicle chronicle) {
        OutcomeRecord.Event event = chronicle.settledBy().orElse(null);
        if (event == null || !chronicle.whole()) {
            return;
        }
        Instant since = earlier(shown.getOrDefault(order, Instant.MAX), settledSince(event));
        if (since.isBefore(Instant.MAX)) {
            byStatus.computeIfAbsent(chronicle.status().orElseThrow(), all -> new ArrayList<>())
                    .add(new Proof(since, order));
        }
    }

    private Instant settledSince(OutcomeRecord.Event event) {
        Instant happened = Instant.ofEpochMilli(event.handledAtMs());
        return Optional.ofNullable(settled.get(event.at().partition()))
                .map(answers -> answers.ceilingEntry(happened))
                .map(Entry::getValue)
                .orElse(Instant.MAX);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
