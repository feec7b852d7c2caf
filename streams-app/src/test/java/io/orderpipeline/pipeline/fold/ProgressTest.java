package io.orderpipeline.pipeline.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void it_is_read_as_it_was_written_with_what_was_counted() {
        Map<String, Long> counts = Map.of("PAID", 7L, "REFUND_REQUESTED", -1L);
        Progress progress = new Progress(258, 1_767_355_200_000L);
        Map<String, Long> read = new HashMap<>();

        assertThat(Progress.parse(progress.bytes(counts), read::put)).isEqualTo(progress);
        assertThat(read).isEqualTo(counts);
    }

    @Test
    void what_is_too_short_is_no_progress() {
        byte[] value = new Progress(1, 2).bytes(Map.of("PAID", 7L));
        byte[] cut = java.util.Arrays.copyOf(value, value.length - 1);

        assertThatThrownBy(() -> Progress.parse(cut, (name, count) -> {}))
                .isInstanceOf(BufferUnderflowException.class);
        assertThatThrownBy(() -> Progress.parse(new byte[15], (name, count) -> {}))
                .isInstanceOf(BufferUnderflowException.class);
    }

    @Test
    void the_time_never_goes_back() {
        assertThat(new Progress(1, 20).after(2, 10)).isEqualTo(new Progress(2, 20));
        assertThat(Progress.NONE.isNone()).isTrue();
        assertThat(Progress.NONE.after(0, Progress.NO_TIME))
                .isEqualTo(new Progress(0, Progress.NO_TIME));
    }
}
