package io.orderpipeline.sim.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoresTest {

    /** So many of these ids fall upon each other in a table that does not spread hash codes. */
    private static final int UNLUCKY = 446_641;

    @Test
    void ids_that_are_counted_up_do_not_get_in_each_others_way() {
        Map<String, StateRecord> states = new HashMap<>();
        StateRecord any = new StateRecord(new Position(0, 0), Optional.empty());
        for (int i = 0; i < UNLUCKY; i++) {
            states.put("o-2a-" + i, any);
        }

        Stores stores =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(5), () -> new Stores(states, Optional.empty()));

        assertThat(stores.states()).hasSize(UNLUCKY);
    }
}
