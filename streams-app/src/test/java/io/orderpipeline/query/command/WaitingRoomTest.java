package io.orderpipeline.query.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.schema.command.FulfilOrder;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.OrderFulfilled;
import io.orderpipeline.schema.origin.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Leaving, and the end of waiting; all else is tested over HTTP. */
final class WaitingRoomTest {

    private static final ClientCommand COMMAND =
            new ClientCommand("o-1", "k-1", OptionalLong.empty(), new FulfilOrder("s-1"));
    private static final Committed ENDING =
            new Committed.Event(
                    0,
                    0,
                    new OrderEvent(
                            "o-1",
                            1L,
                            1L,
                            "k-1",
                            0L,
                            new Cause("order.command", 0, 0L),
                            Instant.EPOCH,
                            new OrderFulfilled("s-1")));

    private final List<Consumer<? super Committed>> listening = new ArrayList<>();
    private final WaitingRoom room =
            new WaitingRoom(
                    listener -> {
                        listening.add(listener);
                        return () -> listening.remove(listener);
                    });

    @Test
    void whoever_has_left_hears_nothing_any_more_and_the_others_go_on_waiting() {
        room.open();
        Waiting gone = room.enter(COMMAND);
        Waiting other = room.enter(COMMAND);
        room.leave(COMMAND, gone);
        for (Waiting one : List.of(gone, other)) {
            one.delivered(new Delivery.Written(0, 0));
        }
        listening.get(0).accept(ENDING);

        assertThat(gone.reply()).isNotDone();
        assertThat(other.reply()).isDone();
    }

    @Test
    void whoever_waits_when_the_process_stops_is_told_that_the_outcome_is_not_known() {
        room.open();
        Waiting waiting = room.enter(COMMAND);
        room.close();

        assertThat(waiting.reply()).isCompletedWithValue(new Reply.Pending());
        assertThat(listening).isEmpty();
    }

    @Test
    void nobody_enters_afterwards() {
        room.close();

        assertThatThrownBy(room::open).isInstanceOf(UnavailableException.class);
        assertThat(listening).isEmpty();
    }
}
