package io.orderpipeline.sim.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;

class StoresTest {

    /** Of so many of these ids, hash codes as they are lie close together in a table. */
    private static final int UNLUCKY = 446_641;

    private static final Position SOMEWHERE = new Position(0, 0);

    @Test
    void states_of_orders_that_are_counted_up_do_not_get_in_each_others_way() {
        Map<String, StateRecord> states = counted(new StateRecord(SOMEWHERE, Optional.empty()));

        Stores stores = inTime(() -> new Stores(states, Optional.empty()));

        assertThat(stores.states()).hasSize(UNLUCKY).containsKey("o-2a-7");
    }

    @Test
    void rows_that_are_counted_up_do_not_get_in_each_others_way() {
        Map<String, RowRecord> rows =
                counted(new RowRecord(SOMEWHERE, Optional.empty(), Optional.empty()));

        Stores stores = inTime(() -> new Stores(Map.of(), Optional.of(rows)));

        assertThat(stores.rows().orElseThrow()).hasSize(UNLUCKY).containsKey("o-2a-7");
    }

    private static <T> Map<String, T> counted(T value) {
        return IntStream.range(0, UNLUCKY)
                .mapToObj(number -> "o-2a-" + number)
                .collect(Collectors.toMap(Function.identity(), id -> value));
    }

    /** What takes a fraction of a second, and minutes where hash codes are not spread. */
    private static Stores inTime(ThrowingSupplier<Stores> made) {
        return assertTimeoutPreemptively(Duration.ofSeconds(10), made);
    }
}
