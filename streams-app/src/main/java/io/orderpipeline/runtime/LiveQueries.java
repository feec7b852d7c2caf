package io.orderpipeline.runtime;

import io.orderpipeline.query.LocalStats;
import io.orderpipeline.query.OrderReads;
import io.orderpipeline.query.Resources;
import io.orderpipeline.query.command.Outcome;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import io.orderpipeline.query.routing.Copy;
import io.orderpipeline.query.routing.IndexRange;
import io.orderpipeline.query.routing.Instance;
import io.orderpipeline.query.routing.LocalIndexes;
import io.orderpipeline.query.routing.Reading;
import io.orderpipeline.query.routing.Whereabouts;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.serving.KeySelections;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Answers from the generation that is live, whichever that is at the moment: one volatile read more
 * than to ask it. That an answer does not count when another became live meanwhile, is for each
 * generation to see to, by its turn. Safe for many threads.
 *
 * @param live absent as long as it is not hosted here
 */
record LiveQueries(
        Supplier<Optional<HostedGeneration>> live, Supplier<Instance> name, Set<Integer> partitions)
        implements OrderReads, LocalIndexes, LocalStats, Whereabouts {

    static LiveQueries of(GenerationHost host, Supplier<HostInfo> self, int partitions) {
        return new LiveQueries(
                host::answers,
                () -> new Instance(self.get().host(), self.get().port()),
                IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet()));
    }

    Resources.Views views() {
        return new Resources.Views(this, new KeySelections(), this, this);
    }

    private Queries queries() {
        return live.get()
                .orElseThrow(
                        () ->
                                new UnavailableException(
                                        Reason.STARTING, "The views have not started yet."))
                .queries();
    }

    @Override
    public Reading<Optional<OrderView>> now(String orderId, Copy copy) {
        return queries().orders().now(orderId, copy);
    }

    @Override
    public Reading<AsOf> asOf(String orderId, Instant instant, Copy copy) {
        return queries().orders().asOf(orderId, instant, copy);
    }

    @Override
    public Reading<History> history(String orderId, long after, int limit, Copy copy) {
        return queries().orders().history(orderId, after, limit, copy);
    }

    @Override
    public Reading<Optional<Outcome>> outcome(String orderId, String commandId, Copy copy) {
        return queries().orders().outcome(orderId, commandId, copy);
    }

    @Override
    public Part read(IndexRange range, Set<Integer> wanted) {
        return queries().indexes().read(range, wanted);
    }

    @Override
    public InstanceStats here() {
        return queries().stats().here();
    }

    @Override
    public Instance self() {
        return name.get();
    }

    @Override
    public boolean isHere(String orderId) {
        return queries().whereabouts().isHere(orderId);
    }

    @Override
    public Place placeOf(String orderId) {
        return queries().whereabouts().placeOf(orderId);
    }

    /** Not while nobody answers: what nobody answers for would only be missing from a list. */
    @Override
    public Map<Integer, Instance> owners() {
        Queries queries = queries();
        queries.requireTurn();
        return queries.whereabouts().owners();
    }

    @Override
    public Set<Instance> instances() {
        return queries().whereabouts().instances();
    }
}
