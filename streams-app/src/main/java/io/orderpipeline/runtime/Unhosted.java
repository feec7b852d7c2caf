package io.orderpipeline.runtime;

import io.orderpipeline.query.OrderReads;
import io.orderpipeline.query.Resources;
import io.orderpipeline.query.command.Outcome;
import io.orderpipeline.query.generation.Digests;
import io.orderpipeline.query.generation.Generations;
import io.orderpipeline.query.generation.GenerationsDocument.Local;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import io.orderpipeline.query.routing.Copy;
import io.orderpipeline.query.routing.Instance;
import io.orderpipeline.query.routing.Peers;
import io.orderpipeline.query.routing.Reading;
import io.orderpipeline.query.routing.Whereabouts;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.serving.KeySelections;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What a process answers that does not host the views: that. */
final class Unhosted implements OrderReads, Whereabouts {

    private static UnavailableException notHosted() {
        return new UnavailableException(
                Reason.NOT_HOSTED, "This process does not host the views; ask one that does.");
    }

    static Resources.Views views() {
        return new Resources.Views(
                new Unhosted(),
                new KeySelections(),
                (range, partitions) -> {
                    throw notHosted();
                },
                () -> {
                    throw notHosted();
                });
    }

    /** Nothing is held here, for nothing is answered from views. */
    static Generations generations() {
        return new Generations() {
            @Override
            public CompletableFuture<Void> answering() {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public Local here() {
                throw notHosted();
            }

            @Override
            public Optional<Digests> digests(int generation) {
                throw notHosted();
            }
        };
    }

    static Resources.Routing routing() {
        return new Resources.Routing(
                new Unhosted(), new Peers(), () -> CompletableFuture.completedFuture(Map.of()));
    }

    @Override
    public Reading<Optional<OrderView>> now(String orderId, Copy copy) {
        throw notHosted();
    }

    @Override
    public Reading<AsOf> asOf(String orderId, Instant instant, Copy copy) {
        throw notHosted();
    }

    @Override
    public Reading<History> history(String orderId, long after, int limit, Copy copy) {
        throw notHosted();
    }

    @Override
    public Reading<Optional<Outcome>> outcome(String orderId, String commandId, Copy copy) {
        throw notHosted();
    }

    @Override
    public Instance self() {
        throw notHosted();
    }

    @Override
    public boolean isHere(String orderId) {
        return false;
    }

    @Override
    public Place placeOf(String orderId) {
        throw notHosted();
    }

    @Override
    public Map<Integer, Instance> owners() {
        throw notHosted();
    }

    @Override
    public Set<Integer> partitions() {
        throw notHosted();
    }

    @Override
    public Set<Instance> instances() {
        throw notHosted();
    }
}
