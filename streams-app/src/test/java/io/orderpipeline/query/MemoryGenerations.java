package io.orderpipeline.query;

import io.orderpipeline.query.generation.Digests;
import io.orderpipeline.query.generation.Generations;
import io.orderpipeline.query.generation.GenerationsDocument.Generation;
import io.orderpipeline.query.generation.GenerationsDocument.Hold;
import io.orderpipeline.query.generation.GenerationsDocument.Hosted;
import io.orderpipeline.query.generation.GenerationsDocument.Local;
import io.orderpipeline.query.generation.GenerationsDocument.Verified;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.routing.Instance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A live generation, one that is to follow, and their digests, in a test's hands. */
final class MemoryGenerations implements Generations, Digests {

    private static final String SELF = "127.0.0.1:1";
    private static final String NOON = "2026-01-02T12:00:00Z";

    /** Done while nothing is held. */
    volatile CompletableFuture<Void> open = CompletableFuture.completedFuture(null);

    volatile @Nullable UnavailableException unavailable;
    volatile int live = 2;
    volatile Map<Integer, Instance> owners = Map.of(0, new Instance("127.0.0.1", 1));

    @Override
    public CompletableFuture<Void> answering() {
        return open;
    }

    @Override
    public Local here() {
        requireAvailable();
        return new Local(
                3,
                live,
                open.isDone() ? null : new Hold(3, 3, "ann", NOON),
                SELF,
                "b1",
                List.of(generation(2, "LIVE", null), generation(3, "VERIFIED", 500)));
    }

    private static Generation generation(int number, String status, @Nullable Integer rate) {
        return new Generation(
                number,
                status,
                NOON,
                "ann",
                "a test",
                rate,
                rate == null ? null : "b1",
                rate == null ? null : new Verified(NOON, "ann", 7, "ab12"),
                null,
                null,
                List.of(new Hosted(SELF, "RUNNING", 40, 2, true, true, Set.of(0))));
    }

    @Override
    public Optional<Digests> digests(int generation) {
        requireAvailable();
        return generation == 2 || generation == 3 ? Optional.of(this) : Optional.empty();
    }

    @Override
    public void ofPartition(int partition, Consumer<OrderDigest> reader) {
        if (partition != 0) {
            throw new UnavailableException(UnavailableException.Reason.ELSEWHERE, "Not here.");
        }
        reader.accept(new OrderDigest("o-1", 2, "aa", "bb"));
        reader.accept(new OrderDigest("o-2", 1, "cc", "-"));
    }

    @Override
    public void ofOrder(
            String orderId, Consumer<VersionDigest> versions, Consumer<OrderDigest> reader) {
        versions.accept(new VersionDigest(orderId, 1, "a1", 7));
        versions.accept(new VersionDigest(orderId, 2, "aa", 9));
        reader.accept(new OrderDigest(orderId, 2, "aa", "bb"));
        if (orderId.equals("o-broken")) {
            throw new UnavailableException(UnavailableException.Reason.ELSEWHERE, "It went.");
        }
    }

    @Override
    public Map<Integer, Instance> owners() {
        return owners;
    }

    private void requireAvailable() {
        UnavailableException why = unavailable;
        if (why != null) {
            throw why;
        }
    }
}
