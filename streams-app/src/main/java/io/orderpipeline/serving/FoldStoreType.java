package io.orderpipeline.serving;

import io.orderpipeline.pipeline.fold.FoldStore;
import java.util.List;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/** Lets Kafka Streams find the stores of the views. */
enum FoldStoreType implements QueryableStoreType<FoldStore> {
    INSTANCE;

    @Override
    public boolean accepts(StateStore store) {
        return store instanceof FoldStore;
    }

    /** One partition is asked for, so there is one, or none any more. */
    @Override
    public FoldStore create(StateStoreProvider provider, String name) {
        List<FoldStore> found = provider.stores(name, this);
        if (found.isEmpty()) {
            throw new InvalidStateStoreException("store " + name + " is not here");
        }
        return found.get(0);
    }
}
