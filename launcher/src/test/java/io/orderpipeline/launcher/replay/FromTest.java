package io.orderpipeline.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.sim.digest.LoggedEvent;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class FromTest {

    private final From.Converter converter = new From.Converter();

    @Test
    void the_beginning_is_all_of_the_log() {
        assertThat(converter.convert("beginning").since()).isEmpty();
    }

    @Test
    void an_instant_means_the_time_of_records() {
        var since = converter.convert("1970-01-01T00:00:01Z").since().orElseThrow();

        assertThat(since.test(event(0, 0, 1_000))).isTrue();
        assertThat(since.test(event(0, 0, 999))).isFalse();
    }

    @Test
    void offsets_are_by_partition_and_the_others_are_left_out() {
        var since = converter.convert("0:5,2:7").since().orElseThrow();

        assertThat(since.test(event(0, 5, 0))).isTrue();
        assertThat(since.test(event(2, 6, 0))).isFalse();
        assertThat(since.test(event(1, 100, 0))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "5", "0:", "0:5,", "-1:5", "2026-02-01"})
    void anything_else_is_refused_with_what_is_allowed(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("beginning")
                .hasMessageContaining("PARTITION:OFFSET");
    }

    private static LoggedEvent event(int partition, long offset, long timestampMs) {
        return new LoggedEvent(
                new OrderEvent(), ByteBuffer.allocate(0), partition, offset, timestampMs);
    }
}
