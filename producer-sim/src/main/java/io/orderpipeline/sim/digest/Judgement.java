package io.orderpipeline.sim.digest;

import io.orderpipeline.sim.digest.Difference.Kind;
import java.io.IOException;
import java.util.Optional;

/**
 * Holds one order of a generation against the fold. Asks for the order's trail only where a
 * difference will be named. Confined to one thread.
 */
final class Judgement {

    private final int partition;
    private final DigestSource source;
    private final Findings findings;

    Judgement(int partition, DigestSource source, Findings findings) {
        this.partition = partition;
        this.source = source;
        this.findings = findings;
    }

    /** At the version of the generation, which the fold must know. */
    void same(OrderFold mine, OrderDigest told) throws IOException {
        if (!told.chain().equals(mine.chain(told.version()))) {
            chain(mine, told);
        } else if (!told.facts().equals(mine.facts(told.version()))) {
            facts(mine, told);
        }
    }

    private void chain(OrderFold mine, OrderDigest told) throws IOException {
        long first = firstDiverging(mine, told.orderId()).orElse(told.version());
        found(told.orderId(), Kind.CHAIN, first, "its events are not those of the log");
    }

    private void facts(OrderFold mine, OrderDigest told) {
        Optional<Long> older = mine.versionOf(told.facts());
        String detail =
                older.map(version -> "its view is that of version " + version)
                        .orElse("its events are right, its view does not follow from them");
        long first = older.map(version -> version + 1).orElse(told.version());
        found(told.orderId(), Kind.FACTS, Math.min(first, told.version()), detail);
    }

    /** It lacks what it must know. */
    void behind(OrderFold mine, String orderId, Optional<OrderDigest> told) throws IOException {
        if (told.isEmpty()) {
            found(orderId, Kind.MISSING, 1, "the log has " + mine.required() + " versions of it");
            return;
        }
        long version = told.get().version();
        if (version > 0 && !told.get().chain().equals(mine.chain(version))) {
            chain(mine, told.get());
        } else {
            String detail = "it is at version %d, the log had version %d before it was asked";
            found(orderId, Kind.BEHIND, version + 1, detail.formatted(version, mine.required()));
        }
    }

    /** It has what the log does not have even now. */
    void ahead(Optional<OrderFold> mine, OrderDigest told) throws IOException {
        if (mine.isEmpty()) {
            found(told.orderId(), Kind.UNKNOWN, 1, "the log has no such order");
            return;
        }
        long version = mine.get().version();
        found(
                told.orderId(),
                Kind.AHEAD,
                firstDiverging(mine.get(), told.orderId()).orElse(version + 1),
                "it is at version %d, the log only at %d".formatted(told.version(), version));
    }

    void twice(OrderDigest told) {
        found(told.orderId(), Kind.TWICE, told.version(), "it is there more than once");
    }

    private Optional<Long> firstDiverging(OrderFold mine, String orderId) throws IOException {
        if (!findings.isRoom()) {
            return Optional.empty();
        }
        Optional<Trail> trail = source.trail(partition, orderId);
        for (long version = 1; trail.isPresent() && version <= mine.version(); version++) {
            if (!mine.chain(version).equals(trail.get().chains().get(version))) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    private void found(String orderId, Kind kind, long version, String detail) {
        findings.add(
                new Difference(source.generation(), partition, orderId, kind, version, detail));
    }
}
