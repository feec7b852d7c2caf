package io.orderpipeline.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void the_median_counts_not_the_mean() {
        assertThat(Spread.of(List.of(100.0, 1.0, 2.0), each -> each))
                .isEqualTo(new Spread(2, 1, 100));
    }

    @Test
    void of_two_in_the_middle_it_is_the_mean() {
        assertThat(Spread.of(List.of(1.0, 2.0), each -> each).median()).isEqualTo(1.5);
    }
}
