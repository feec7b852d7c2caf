package io.orderpipeline.pipeline.fold;

import static io.orderpipeline.pipeline.fold.Words.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {

    private static final int MANY = 200_000;
    private static final int SINGLE = 301;

    @TempDir private Path directory;
    private long offset;

    @Test
    void a_record_written_by_itself_does_not_pay_for_the_many_that_were_written_before_it() {
        FoldStore store = FoldStores.open(directory, Words::new, Map.of());
        long unused = medianNanos(store); // the compilers' part
        long before = medianNanos(store);

        for (int i = 0; i < MANY; i++) {
            int waiting = store.collect(record(offset++, "word-" + i));
            assertThat(waiting).isEqualTo(i + 1);
        }
        store.write();

        assertThat(medianNanos(store)).isLessThan(10 * before);
        store.close();
    }

    /** Half of some writes of one record took no longer. */
    private long medianNanos(FoldStore store) {
        return LongStream.range(0, SINGLE)
                .map(i -> nanos(store))
                .sorted()
                .skip(SINGLE / 2)
                .findFirst()
                .orElseThrow();
    }

    private long nanos(FoldStore store) {
        long began = System.nanoTime();
        FoldStores.apply(store, record(offset++, "a"));
        return System.nanoTime() - began;
    }
}
