package io.orderpipeline.pipeline.view;

import io.orderpipeline.pipeline.fold.FoldProcessor;
import io.orderpipeline.pipeline.fold.FoldStore;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.state.OrderStatus;
import java.util.HashMap;
import java.util.Map;

/** Tells a watch of the views of the stores. */
final class Watches {

    private Watches() {}

    /** Of the orders' store. */
    record Orders(ViewWatch watch) implements FoldProcessor.Watch {
        @Override
        public void began(int partition, FoldStore store) {
            watch.began(partition);
            watch.orders(partition, () -> counts(OrderStatus.values(), store));
        }

        @Override
        public void handled(int partition) {
            watch.handled(partition);
        }

        @Override
        public void gone(int partition) {
            watch.gone(partition);
        }
    }

    /** Of the transactions' store. */
    record Transactions(ViewWatch watch) implements FoldProcessor.Watch {
        @Override
        public void began(int partition, FoldStore store) {
            watch.transactions(partition, () -> counts(TransactionState.values(), store));
        }

        @Override
        public void gone(int partition) {
            watch.gone(partition);
        }
    }

    /** A name that only a newer program knows is left out. */
    private static <E extends Enum<E>> Map<E, Long> counts(E[] constants, FoldStore store) {
        Map<E, Long> counts = new HashMap<>();
        for (E each : constants) {
            Long count = store.counts().get(each.name());
            if (count != null) {
                counts.put(each, count);
            }
        }
        return counts;
    }
}
