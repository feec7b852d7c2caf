package io.orderpipeline.sim.mapstore.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonTableTest {

    private static final Losses NOTHING = new Losses(0, 0, 0, 0);

    @Test
    void what_both_lost_stands_side_by_side() {
        String table = ComparisonTable.of(NOTHING, new Losses(12, 3_456, 7, 8_342), 41.26);

        assertThat(table.lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "the same traffic, in the end | pipeline | map store",
                        "orders lost | 0 | 12",
                        "payments applied twice | 0 | 3,456",
                        "updates lost | 0 | 7",
                        "transactions untracked | 0 | 8,342",
                        "seconds until zero untracked | 41.3 | never");
    }

    @Test
    void a_time_that_never_came_is_told_from_one_that_was_not_needed() {
        assertThat(ComparisonTable.of(new Losses(0, 0, 0, 5), NOTHING, null))
                .containsPattern("zero untracked +never +none were");
    }
}
