package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandbyMetricsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Supplier<Optional<StandbyCopies>> views = Optional::empty;
    private Duration now = Duration.ZERO;
    private final StandbyMetrics metrics =
            new StandbyMetrics(
                    Set.of(Role.VIEWS, Role.TRACKER),
                    role -> role == Role.VIEWS ? views.get() : Optional.empty(),
                    () -> now.toNanos(),
                    meters);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void each_role_tells_how_many_copies_are_here_and_how_far_they_are_behind() {
        views = () -> Optional.of(new StandbyCopies(6, 1_234));

        metrics.look();

        assertThat(value("partitions", Role.VIEWS)).isEqualTo(6);
        assertThat(value("lag.records", Role.VIEWS)).isEqualTo(1_234);
    }

    @Test
    void of_a_role_that_is_not_here_nothing_is_told() {
        assertThat(
                        meters.find("order.pipeline.standby.partitions")
                                .tag("role", Role.DECIDER.label())
                                .gauge())
                .isNull();
    }

    @Test
    void brokers_that_let_a_look_wait_make_the_one_before_too_old() {
        views = () -> Optional.of(new StandbyCopies(6, 1_234));
        metrics.look();

        now = Duration.ofSeconds(15);
        assertThat(value("lag.records", Role.VIEWS)).isEqualTo(1_234);
        now = now.plusNanos(1);
        assertThat(value("lag.records", Role.VIEWS)).isNaN();
    }

    @Test
    void of_a_role_whose_tasks_come_and_go_nothing_is_known() {
        metrics.look();

        assertThat(value("partitions", Role.TRACKER)).isNaN();
        assertThat(value("lag.records", Role.TRACKER)).isNaN();
    }

    @Test
    void an_old_number_is_not_told_when_the_brokers_do_not_answer_and_the_next_look_mends_it() {
        views = () -> Optional.of(new StandbyCopies(6, 1_234));
        metrics.look();

        views =
                () -> {
                    throw new TimeoutException("no brokers");
                };
        metrics.look();

        assertThat(value("partitions", Role.VIEWS)).isNaN();
        assertThat(value("lag.records", Role.VIEWS)).isNaN();

        views = () -> Optional.of(new StandbyCopies(6, 3));
        metrics.look();

        assertThat(value("lag.records", Role.VIEWS)).isEqualTo(3);
    }

    private double value(String what, Role role) {
        return meters.get("order.pipeline.standby." + what)
                .tag("role", role.label())
                .gauge()
                .value();
    }
}
