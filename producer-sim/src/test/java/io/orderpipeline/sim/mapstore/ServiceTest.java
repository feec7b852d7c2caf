package io.orderpipeline.sim.mapstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.sim.mapstore.comparison.Standing;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ServiceTest {

    private static final long NEVER_NANOS = TimeUnit.DAYS.toNanos(1);
    private static final Standing PLACED = new Standing(OrderStatus.PLACED, Optional.empty());

    @Test
    void a_crash_before_the_first_flush_leaves_nothing_and_the_service_goes_on() throws Exception {
        try (Service service = new Service(command -> {}, NEVER_NANOS)) {
            service.handle(Requests.place("o-1"));
            assertThat(service.standings()).containsEntry("o-1", PLACED);

            service.crash();

            assertThat(service.standings()).isEmpty();
            assertThat(service.handle(Requests.pay("o-1", "t-1"))).contains(Answer.REFUSED);
            assertThat(service.handle(Requests.place("o-1"))).contains(Answer.APPLIED);
        }
    }
}
