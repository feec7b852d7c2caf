package io.orderpipeline.pipeline.fold;

import static io.orderpipeline.pipeline.fold.Words.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {

    private static final int MANY = 200_000;
    private static final int WARM_UP = 2_000;
    private static final int MEASURED = 301;

    @TempDir private Path directory;
    private long offset;

    @Test
    void a_record_written_by_itself_does_not_pay_for_the_many_that_were_written_before_it() {
        FoldStore young = FoldStores.open(directory.resolve("young"), Words::new, Map.of());
        FoldStore old = FoldStores.open(directory.resolve("old"), Words::new, Map.of());
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
        young.close();
        old.close();
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
