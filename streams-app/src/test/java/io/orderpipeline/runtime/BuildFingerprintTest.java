package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.view.OrderProjection;
import org.junit.jupiter.api.Test;

final class BuildFingerprintTest {

    @Test
    void the_same_code_has_the_same_name() {
        assertThat(BuildFingerprint.of(OrderProjection.STANDARD))
                .isEqualTo(BuildFingerprint.of(OrderProjection.STANDARD))
                .matches("[0-9a-f]{16}");
    }

    @Test
    void another_projection_is_another_build() {
        OrderProjection other = (before, event) -> before;

        assertThat(BuildFingerprint.of(other))
                .isNotEqualTo(BuildFingerprint.of(OrderProjection.STANDARD));
    }
}
