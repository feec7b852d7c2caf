package io.orderpipeline.runtime;

import io.orderpipeline.pipeline.view.TransactionIndexKey;
import io.orderpipeline.pipeline.view.ViewTopology;
import io.orderpipeline.query.CompensationViews;
import io.orderpipeline.query.LocalOrderViews;
import io.orderpipeline.query.LocalRanges;
import io.orderpipeline.query.OrderViews;
import io.orderpipeline.query.OrderViews.Reason;
import io.orderpipeline.query.OrderViews.Unavailable;
import io.orderpipeline.query.ViewsSource;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.ledger.TransactionState;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What this process answers questions from. */
record Queries(OrderViews orders, CompensationViews compensations) {

    /** From the views in this process; the source is absent until they are built. */
    static Queries of(
            Supplier<Optional<ViewsSource>> source, LocalRanges.Layout layout, Registry registry) {
        return new Queries(
                new LocalOrderViews(source, ViewTopology.ORDER_VIEW, layout.self()),
                new LocalCompensations(new LocalRanges(source, layout), registry, layout.topic()));
    }

    /** From nothing: it says so. */
    static Queries notHosted() {
        Unavailable answer =
                new Unavailable(Reason.NOT_HOSTED, "This process does not host the views.");
        return new Queries(orderId -> answer, new Elsewhere(answer));
    }

    private record Elsewhere(Unavailable answer) implements CompensationViews {

        @Override
        public Set<TransactionState> states() {
            return TransactionIndexKey.OFF_PATH;
        }

        @Override
        public Listing list(TransactionState state, int limit, Optional<String> cursor) {
            return answer;
        }

        @Override
        public Finding find(String transactionId) {
            return answer;
        }
    }
}
