package io.orderpipeline.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.query.reply.UnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LeaseTest {

    private static final Duration LENGTH = Duration.ofMinutes(1);

    private final Lease lease = new Lease(LENGTH);

    @Test
    void it_begins_with_its_full_length() {
        assertThat(lease.isOver()).isFalse();
        assertThatCode(lease::require).doesNotThrowAnyException();
    }

    @Test
    void once_the_last_look_is_too_old_nothing_is_answered_and_that_can_be_asked() {
        lease.renewed(System.nanoTime() - LENGTH.toNanos() - 1);

        assertThat(lease.isOver()).isTrue();
        assertThatThrownBy(lease::require).isInstanceOf(UnavailableException.class);
    }

    @Test
    void a_new_look_renews_it() {
        lease.renewed(System.nanoTime() - LENGTH.toNanos() - 1);
        lease.renewed(System.nanoTime());

        assertThat(lease.isOver()).isFalse();
    }
}
