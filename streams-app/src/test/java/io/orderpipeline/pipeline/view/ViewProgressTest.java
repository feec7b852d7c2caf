package io.orderpipeline.pipeline.view;

import static io.orderpipeline.order.Commands.CONFIRM;
import static io.orderpipeline.order.Commands.NOON;
import static io.orderpipeline.order.Commands.PLACE;
import static io.orderpipeline.pipeline.LedgerRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.pipeline.fold.Progress;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewProgressTest {

    private static final String EVENTS = Topics.ORDER_EVENT.name();

    private final List<OrderEvent> events = OrderEvents.of(PLACE, CONFIRM);
    @TempDir private Path directory;
    private ViewDriver views;

    @BeforeEach
    void start() {
        views = new ViewDriver(directory);
    }

    @AfterEach
    void stop() {
        views.close();
    }

    @Test
    void there_is_none_before_the_first_record_of_a_topic() {
        views.send(row("t-1", "o-1", TransactionState.PENDING, 0));

        assertThat(views.progress(EVENTS)).isEmpty();
        assertThat(views.progress(ViewDriver.LEDGER)).map(Progress::offset).contains(0L);
    }

    @Test
    void it_is_the_last_offset_and_the_greatest_time_of_what_happened() {
        views.send(happenedAfter(events.get(0), 60));
        views.send(happenedAfter(events.get(1), 30));

        assertThat(views.progress(EVENTS)).contains(new Progress(1, ms(60)));
    }

    @Test
    void a_dead_letter_moves_the_offset_and_not_the_time() {
        views.send(happenedAfter(events.get(0), 60));
        views.send(EVENTS, "o-1", new byte[] {9});

        assertThat(views.deadLetters()).hasSize(1);
        assertThat(views.progress(EVENTS)).contains(new Progress(1, ms(60)));
    }

    @Test
    void a_watch_hears_of_its_partition_from_the_beginning_to_the_end() {
        assertThat(views.totals.partitions()).containsExactly(0);
        assertThat(views.totals.orders()).containsOnlyKeys(0);
        assertThat(views.totals.transactions()).containsOnlyKeys(0);
        assertThat(views.totals.events()).isZero();

        events.forEach(views::send);
        assertThat(views.totals.events()).isEqualTo(2);

        ViewTotals totals = views.totals;
        views.close();
        views = new ViewDriver(directory);
        assertThat(totals.partitions()).isEmpty();
        assertThat(totals.orders()).isEmpty();
        assertThat(totals.transactions()).isEmpty();
    }

    private static long ms(long secondsAfterNoon) {
        return NOON.plusSeconds(secondsAfterNoon).toEpochMilli();
    }

    private static OrderEvent happenedAfter(OrderEvent event, long seconds) {
        return OrderEvent.newBuilder(event).setOccurredAt(NOON.plusSeconds(seconds)).build();
    }
}
