package io.orderpipeline.serving;

import io.orderpipeline.pipeline.fold.Entries;
import io.orderpipeline.pipeline.fold.FoldStore;
import io.orderpipeline.pipeline.fold.Progress;
import io.orderpipeline.pipeline.fold.Table;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * One partition of the views' stores, in whichever copy is here; whether it may answer is for
 * {@link Gates} and {@link Freshness} to say. Reads through {@code KafkaStreams.store}: {@code
 * KafkaStreams.query} can deadlock with the thread that writes (ADR 13). Every method throws {@link
 * org.apache.kafka.streams.errors.InvalidStateStoreException} when the copy is taken away.
 */
record Partition(ViewsSource views, int number) {

    /** What a key has now; absent when it has nothing. */
    Optional<byte[]> get(String store, Table table, String key) {
        return store(store).get(table, key);
    }

    /** Answers a question by what a store held after one of the records that it is a fold of. */
    <T> T read(String store, Function<Entries, T> question) {
        return store(store).read(question);
    }

    /** How far a store has come; absent when it has not begun. */
    Optional<Progress> progress(String store) {
        return store(store).progress();
    }

    /**
     * Asks for stale ones too, or every partition of a thread were shut whenever one of them moves.
     */
    private FoldStore store(String name) {
        try {
            return views.streams()
                    .store(
                            StoreQueryParameters.fromNameAndType(name, FoldStoreType.INSTANCE)
                                    .withPartition(number)
                                    .enableStaleStores());
        } catch (IllegalStateException stopping) {
            throw new InvalidStateStoreException("the views do not run now", stopping);
        }
    }
}
