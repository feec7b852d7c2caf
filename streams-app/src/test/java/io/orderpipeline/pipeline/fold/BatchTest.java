package io.orderpipeline.pipeline.fold;

import static io.orderpipeline.pipeline.fold.Words.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a write costs, by the clock: no other test would notice. */
class BatchTest {

    private static final int MANY = 200_000;
    private static final int WARM_UP = 2_000;
    private static final int MEASURED = 301;

    @TempDir private Path directory;
    private final FoldStore young = new FoldStore("young", "1", Words::new);
    private final FoldStore old = new FoldStore("old", "1", Words::new);
    private long offset;

    @BeforeEach
    void open() {
        young.open(directory.resolve("young"), Map.of());
        old.open(directory.resolve("old"), Map.of());
    }

    @AfterEach
    void close() {
        young.close();
        old.close();
    }

    @Test
    void a_record_written_by_itself_does_not_pay_for_the_many_that_were_written_before_it() {
        for (int i = 0; i < MANY; i++) {
            old.collect(record(offset++, "word-" + i));
        }
        old.write();

        List<Long> youngNanos = new ArrayList<>();
        List<Long> oldNanos = new ArrayList<>();
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            youngNanos.add(nanos(young));
            oldNanos.add(nanos(old));
        }

        assertThat(median(oldNanos)).isLessThan(10 * median(youngNanos));
    }

    private long nanos(FoldStore store) {
        long began = System.nanoTime();
        FoldStores.apply(store, record(offset++, "a"));
        return System.nanoTime() - began;
    }

    private static long median(List<Long> nanos) {
        List<Long> warm = nanos.subList(WARM_UP, nanos.size());
        return warm.stream().sorted().skip(warm.size() / 2).findFirst().orElseThrow();
    }
}
