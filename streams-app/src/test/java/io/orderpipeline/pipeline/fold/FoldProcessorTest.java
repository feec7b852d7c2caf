package io.orderpipeline.pipeline.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When what was applied is written: at once, or with what comes behind it. */
class FoldProcessorTest {

    @ParameterizedTest(name = "{0} records wait, the last one is {1} ms old")
    @CsvSource({
        "1, 0, true",
        "1, -5, true",
        "1, 5000, true",
        "1, 5001, false",
        "1999, 86400000, false",
        "2000, 86400000, true",
        "7, 3, true"
    })
    void what_has_just_happened_is_written_at_once_and_what_is_old_many_at_a_time(
            int waiting, long ageMs, boolean written) {
        assertThat(FoldProcessor.isDue(waiting, ageMs)).isEqualTo(written);
    }
}
