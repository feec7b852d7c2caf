package io.orderpipeline.order.decision;

import static io.orderpipeline.order.Commands.CANCEL;
import static io.orderpipeline.order.Commands.CONFIRM;
import static io.orderpipeline.order.Commands.FULFIL;
import static io.orderpipeline.order.Commands.NOON;
import static io.orderpipeline.order.Commands.PLACE;
import static io.orderpipeline.order.Commands.command;
import static io.orderpipeline.order.Commands.expecting;
import static io.orderpipeline.order.event.RejectionReason.COMMAND_ID_REUSED;
import static io.orderpipeline.order.event.RejectionReason.DUPLICATE_COMMAND;
import static io.orderpipeline.order.event.RejectionReason.INVALID_COMMAND;
import static io.orderpipeline.order.event.RejectionReason.NOT_PAID;
import static io.orderpipeline.order.event.RejectionReason.ORDER_NOT_FOUND;
import static io.orderpipeline.order.event.RejectionReason.VERSION_CONFLICT;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.History;
import io.orderpipeline.order.command.FulfilOrder;
import io.orderpipeline.order.command.ReceivedCommand;
import io.orderpipeline.order.event.CommandOutcome;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.Fact.Refused;
import io.orderpipeline.order.state.OrderState;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeciderTest {

    @Test
    void an_event_carries_its_version_its_sequence_and_where_it_comes_from() {
        History history = History.of(PLACE, FULFIL);
        ReceivedCommand confirm = command("c-9", CONFIRM);

        Happened paid = (Happened) history.handle(confirm).get(0);

        assertThat(paid.version()).isEqualTo(2);
        assertThat(paid.sequence()).isEqualTo(3);
        assertThat(paid.origin().commandId()).isEqualTo("c-9");
        assertThat(paid.origin().cause()).isEqualTo(confirm.cause());
        assertThat(paid.origin().at()).isEqualTo(NOON);
    }

    @Test
    void a_resend_changes_nothing_and_is_told_the_original_outcome() {
        History history = new History();
        history.handle(command("c-1", PLACE));
        OrderState before = history.state();

        Refused refused = (Refused) history.handle(command("c-1", PLACE)).get(0);

        assertThat(refused.reason()).isEqualTo(DUPLICATE_COMMAND);
        assertThat(refused.original()).contains(CommandOutcome.accepted(1));
        assertThat(refused.sequence()).isEmpty();
        assertThat(history.state()).isEqualTo(before);
    }

    @Test
    void a_resend_of_a_refused_command_is_refused_even_when_it_would_succeed_now() {
        History history = new History();
        history.handle(command("early", CONFIRM));
        history.handle(PLACE);

        Refused refused = (Refused) history.handle(command("early", CONFIRM)).get(0);

        assertThat(refused.reason()).isEqualTo(DUPLICATE_COMMAND);
        assertThat(refused.original()).contains(CommandOutcome.rejected(0, ORDER_NOT_FOUND));
        assertThat(refused.currentVersion()).isEqualTo(1);
    }

    @Test
    void a_resend_is_recognised_after_the_order_has_moved_on() {
        History history = new History();
        history.handle(expecting(OptionalLong.of(0), "c-1", PLACE));
        history.handle(CONFIRM);

        assertThat(history.refusalOf(expecting(OptionalLong.of(0), "c-1", PLACE)))
                .isEqualTo(DUPLICATE_COMMAND);
    }

    @Test
    void another_body_under_a_used_id_is_refused_and_remembers_nothing() {
        History history = History.of(PLACE, CONFIRM);
        history.handle(command("c-1", FULFIL));
        OrderState before = history.state();

        assertThat(history.refusalOf(command("c-1", new FulfilOrder("another"))))
                .isEqualTo(COMMAND_ID_REUSED);
        assertThat(history.refusalOf(command("c-1", CANCEL))).isEqualTo(COMMAND_ID_REUSED);
        assertThat(history.refusalOf(expecting(OptionalLong.of(1), "c-1", FULFIL)))
                .isEqualTo(COMMAND_ID_REUSED);
        assertThat(history.state()).isEqualTo(before);
    }

    @Test
    void a_version_that_is_behind_or_ahead_is_refused_with_the_current_one() {
        History history = History.of(PLACE);

        Refused behind =
                (Refused) history.handle(expecting(OptionalLong.of(0), "a", CONFIRM)).get(0);
        Refused ahead =
                (Refused) history.handle(expecting(OptionalLong.of(2), "b", CONFIRM)).get(0);

        assertThat(behind.reason()).isEqualTo(VERSION_CONFLICT);
        assertThat(ahead.reason()).isEqualTo(VERSION_CONFLICT);
        assertThat(behind.currentVersion()).isEqualTo(1);
        assertThat(behind.detail())
                .isEqualTo("the command expects version 0, the order is at version 1");
    }

    @Test
    void the_version_that_the_order_is_at_is_accepted() {
        History history = new History();

        assertThat(history.handle(expecting(OptionalLong.of(0), "a", PLACE)).get(0))
                .isInstanceOf(Happened.class);
        assertThat(history.handle(expecting(OptionalLong.of(1), "b", CONFIRM)).get(0))
                .isInstanceOf(Happened.class);
    }

    @Test
    void validity_is_judged_before_the_version_and_the_version_before_the_life_cycle() {
        History history = History.of(PLACE);

        assertThat(history.refusalOf(expecting(OptionalLong.of(9), "a", new FulfilOrder("a b"))))
                .isEqualTo(INVALID_COMMAND);
        assertThat(history.refusalOf(expecting(OptionalLong.of(9), "b", FULFIL)))
                .isEqualTo(VERSION_CONFLICT);
        assertThat(history.refusalOf(expecting(OptionalLong.of(1), "c", FULFIL)))
                .isEqualTo(NOT_PAID);
    }

    @Test
    void a_refusal_that_quotes_its_input_stays_small() {
        History history = History.of(PLACE);

        Refused refused =
                (Refused) history.handle(command("a", new FulfilOrder("x".repeat(900_000)))).get(0);

        assertThat(refused.detail()).hasSize(Decision.MAX_DETAIL_LENGTH);
    }

    @Test
    void the_oldest_command_is_forgotten_first_and_still_has_no_second_effect() {
        History history = new History();
        history.handle(command("c-1", PLACE));
        for (int i = 0; i < History.REMEMBERED; i++) {
            history.handle(FULFIL);
        }

        assertThat(history.state().memory().newest()).hasSize(History.REMEMBERED);
        assertThat(history.state().memory().find("c-1")).isEmpty();
        assertThat(history.handle(command("c-1", PLACE)).get(0)).isInstanceOf(Refused.class);
        assertThat(history.state().version()).isEqualTo(1);
    }
}
