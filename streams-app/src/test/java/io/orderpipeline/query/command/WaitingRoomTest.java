package io.orderpipeline.query.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.schema.command.FulfilOrder;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The end of waiting; all else is tested over HTTP. */
final class WaitingRoomTest {

    private final AtomicInteger listening = new AtomicInteger();
    private final WaitingRoom room =
            new WaitingRoom(
                    listener -> {
                        listening.incrementAndGet();
                        return listening::decrementAndGet;
                    });

    @Test
    void whoever_waits_when_the_process_stops_is_told_that_the_outcome_is_not_known() {
        room.open();
        Waiting waiting =
                room.enter(
                        new ClientCommand(
                                "o-1", "k-1", OptionalLong.empty(), new FulfilOrder("s-1")));
        room.close();

        assertThat(waiting.reply()).isCompletedWithValue(new Reply.Pending());
        assertThat(listening).hasValue(0);
    }

    @Test
    void nobody_enters_afterwards() {
        room.close();

        assertThatThrownBy(room::open).isInstanceOf(UnavailableException.class);
        assertThat(listening).hasValue(0);
    }
}
