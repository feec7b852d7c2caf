package io.orderpipeline.pipeline.fold;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Makes a store for each partition.
 *
 * @param edition names the topic itself, not one that takes its place under the same name, and the
 *     form of the entries: a store of another edition is emptied when it is opened
 * @param folds makes what the store applies records with, each time that it is opened
 */
public record FoldStoreBuilder(String name, String edition, Supplier<? extends Fold> folds)
        implements StoreBuilder<FoldStore> {

    @Override
    public FoldStore build() {
        return new FoldStore(name, edition, folds);
    }

    @Override
    public StoreBuilder<FoldStore> withCachingEnabled() {
        throw new UnsupportedOperationException("it writes by itself");
    }

    @Override
    public StoreBuilder<FoldStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<FoldStore> withLoggingEnabled(Map<String, String> config) {
        throw new UnsupportedOperationException("its topic is its changelog");
    }

    @Override
    public StoreBuilder<FoldStore> withLoggingDisabled() {
        return this;
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
        return false;
    }
}
