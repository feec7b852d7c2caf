package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.runtime.Closers.Part;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the parts of the app are closed. */
final class ClosersTest {

    private final Closers closers = new Closers();
    private final List<Part> closed = new ArrayList<>();

    @Test
    void a_part_that_does_not_close_keeps_no_other_from_it() {
        add(Part.STATE_DIRECTORY);
        add(Part.HTTP);
        closers.add(
                Part.ROLES,
                () -> {
                    throw new IllegalArgumentException("stuck");
                });

        List<RuntimeException> failures = closers.close();

        assertThat(closed).containsExactly(Part.HTTP, Part.STATE_DIRECTORY);
        assertThat(failures)
                .singleElement()
                .satisfies(
                        failure ->
                                assertThat(failure)
                                        .hasMessage("ROLES did not close")
                                        .hasRootCauseMessage("stuck"));
    }

    @Test
    void nothing_is_closed_twice() {
        add(Part.HTTP);
        closers.close();

        assertThat(closers.close()).isEmpty();
        assertThat(closed).containsExactly(Part.HTTP);
    }

    private void add(Part part) {
        closers.add(part, () -> closed.add(part));
    }
}
