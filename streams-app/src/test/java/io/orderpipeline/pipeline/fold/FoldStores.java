package io.orderpipeline.pipeline.fold;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** Stores outside of Kafka Streams. */
public final class FoldStores {

    private FoldStores() {}

    public static FoldStore open(
            Path directory, Supplier<? extends Fold> folds, Map<String, Object> settings) {
        FoldStore store = new FoldStore("test", "1", folds);
        store.open(directory, settings);
        return store;
    }

    /** Applies a record, and lets who reads see it. */
    public static void apply(FoldStore store, LogRecord message) {
        try {
            store.collect(message);
        } finally {
            store.write();
        }
    }
}
