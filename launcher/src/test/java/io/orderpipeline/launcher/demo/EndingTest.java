package io.orderpipeline.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.launcher.demo.Ending.Told;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.stack.StackException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTest {

    private static final List<String> RED = List.of("I10");

    @Test
    void damage_that_was_found_and_replaced_is_repaired() {
        AuditRow row = Ending.row(RED, Told.of(0, "{\"outcome\":\"PROMOTED\"}", "verify 100 %"));

        assertThat(row.ok()).isTrue();
        assertThat(row.detail()).isEmpty();
    }

    @Test
    void a_replay_that_differs_fails_the_demo_and_says_so() {
        AuditRow row = Ending.row(RED, Told.of(1, "{\"outcome\":\"DIFFERS\"}", ""));

        assertThat(row.ok()).isFalse();
        assertThat(row.detail()).contains("the replay said DIFFERS");
    }

    @Test
    void a_replay_that_is_refused_fails_the_demo_with_its_own_words() {
        String err = "verify 100 %\nNot every instance was ready for the switch within 8 s.\n";
        AuditRow row = Ending.row(RED, Told.of(1, "", err));

        assertThat(row.ok()).isFalse();
        assertThat(row.detail())
                .endsWith("said Not every instance was ready for the switch within 8 s.");
    }

    @Test
    void surroundings_that_are_missing_end_the_demo() {
        assertThatThrownBy(() -> Told.of(3, "", "no broker"))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("no broker");
    }
}
