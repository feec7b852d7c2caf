package io.orderpipeline.pipeline;

import static io.orderpipeline.pipeline.AvroCommands.cancel;
import static io.orderpipeline.pipeline.AvroCommands.confirm;
import static io.orderpipeline.pipeline.AvroCommands.fulfil;
import static io.orderpipeline.pipeline.AvroCommands.place;
import static io.orderpipeline.pipeline.DeciderDriver.NOON;
import static io.orderpipeline.pipeline.DeciderDriver.RETENTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.topic.Applications;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgettingTest {

    private static final Instant DUE = NOON.plus(RETENTION);
    private static final byte[] ORDER = "o-1".getBytes(StandardCharsets.UTF_8);

    @TempDir private Path directory;
    private DeciderDriver decider;

    @BeforeEach
    void start() {
        decider = new DeciderDriver(directory);
    }

    @AfterEach
    void stop() {
        decider.close();
    }

    @Test
    void a_closed_order_is_kept_for_the_retention_and_then_forgotten() {
        decider.send(place("c-1", "o-1"));
        decider.send(cancel("c-2", "o-1"));

        passTime(DUE.minusSeconds(1));
        assertThat(decider.state("o-1")).isPresent();

        passTime(DUE.plusSeconds(1));
        assertThat(decider.state("o-1")).isEmpty();
    }

    @Test
    void forgetting_writes_a_tombstone_and_nothing_else() {
        decider.send(place("c-1", "o-1"));
        decider.send(cancel("c-2", "o-1"));
        decider.events();
        decider.records(Applications.DEFAULT.ordersChangelog());

        passTime(DUE.plusSeconds(1));

        assertThat(decider.records(Applications.DEFAULT.ordersChangelog()))
                .filteredOn(change -> Arrays.equals(change.key(), ORDER))
                .extracting(TestRecord::value)
                .containsExactly((byte[]) null);
        assertThat(decider.events()).allMatch(event -> !event.getOrderId().equals("o-1"));
    }

    @Test
    void an_open_order_is_never_forgotten() {
        decider.send(place("placed", "o-1"));
        decider.send(place("paid", "o-2"));
        decider.send(confirm("paid-2", "o-2"));

        passTime(DUE.plus(RETENTION));

        assertThat(decider.state("o-1")).isPresent();
        assertThat(decider.state("o-2")).isPresent();
    }

    @Test
    void an_order_id_that_was_never_placed_is_forgotten_too() {
        decider.send(fulfil("c-1", "o-1"));

        passTime(DUE.plusSeconds(1));

        assertThat(decider.state("o-1")).isEmpty();
    }

    @Test
    void the_retention_counts_from_the_last_command() {
        decider.send(place("c-1", "o-1"));
        decider.send(cancel("c-2", "o-1"));
        decider.sendAt(NOON.plus(Duration.ofDays(3)), fulfil("late", "o-1"));

        passTime(DUE.plusSeconds(1));
        assertThat(decider.state("o-1")).isPresent();

        passTime(DUE.plus(Duration.ofDays(3)).plusSeconds(1));
        assertThat(decider.state("o-1")).isEmpty();
    }

    @Test
    void an_id_that_was_asked_for_before_it_was_placed_lives_on_while_it_is_open() {
        decider.send(fulfil("early", "o-1"));
        decider.send(place("c-1", "o-1"));

        passTime(DUE.plusSeconds(1));
        assertThat(decider.state("o-1")).isPresent();

        decider.sendAt(DUE.plusSeconds(2), cancel("c-2", "o-1"));
        passTime(DUE.plus(RETENTION).plusSeconds(3));
        assertThat(decider.state("o-1")).isEmpty();
    }

    /** Stream time moves with records, so it takes one: a command to an order of its own. */
    private void passTime(Instant now) {
        decider.sendAt(now, place("clock", "clock-" + now.getEpochSecond()));
    }
}
