package io.orderpipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.order.Commands;
import io.orderpipeline.order.History;
import io.orderpipeline.order.command.Command;
import io.orderpipeline.order.command.ReceivedCommand;
import io.orderpipeline.order.compensation.OperatorAction;
import io.orderpipeline.order.compensation.TransactionState;
import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.RefundReason;
import io.orderpipeline.order.event.RejectionReason;
import io.orderpipeline.order.state.OrderState;
import io.orderpipeline.order.state.OrderStatus;
import io.orderpipeline.order.view.OrderView;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.event.OrderEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {

    static List<History> histories() {
        return List.of(
                History.of(Commands.FULFIL),
                History.of(Commands.PLACE),
                History.of(Commands.PLACE, Commands.CANCEL, Commands.CANCEL),
                History.of(Commands.PLACE, Commands.CONFIRM, Commands.CANCEL, Commands.FULFIL),
                History.of(Commands.SETTLE, Commands.PLACE, Commands.RETRY, Commands.RESOLVE));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void a_state_survives_the_round_trip(History history) {
        OrderState state = history.state();

        assertThat(StateWire.read(StateWire.write(state))).isEqualTo(state);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void events_and_views_survive_the_round_trip(History history) {
        Optional<OrderView> view = Optional.empty();
        for (Fact fact : history.facts()) {
            if (fact instanceof Happened happened) {
                assertThat(EventWire.read(EventWire.write(happened))).isEqualTo(happened);
                view = OrderView.project(view, happened);
                assertThat(view.map(ViewWire::write).map(ViewWire::read)).isEqualTo(view);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commands_survive_the_round_trip(Command body) {
        ReceivedCommand command = Commands.expecting(OptionalLong.of(3), "k-1", body);
        OrderCommand record =
                new OrderCommand("k-1", "o-1", 3L, Commands.NOON, CommandWire.write(body));

        assertThat(CommandWire.read(record, command.cause(), command.receivedAt()))
                .isEqualTo(command);
    }

    static List<Command> commands() {
        return List.of(
                Commands.PLACE,
                Commands.CONFIRM,
                Commands.FULFIL,
                Commands.CANCEL,
                Commands.RETRY,
                Commands.RESOLVE);
    }

    @Test
    void what_only_the_tracker_issues_is_no_record_of_the_clients_topic() {
        assertThatThrownBy(() -> CommandWire.write(Commands.SETTLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("order.compensation");
    }

    @Test
    void reasons_and_statuses_have_the_same_names_on_both_sides() {
        assertThat(names(io.orderpipeline.schema.outcome.RejectionReason.values()))
                .containsExactlyInAnyOrderElementsOf(withUnknown(RejectionReason.values()));
        assertThat(names(io.orderpipeline.schema.state.OrderStatus.values()))
                .containsExactlyInAnyOrderElementsOf(withUnknown(OrderStatus.values()));
        assertThat(names(io.orderpipeline.schema.refund.RefundReason.values()))
                .containsExactlyInAnyOrderElementsOf(withUnknown(RefundReason.values()));
        assertThat(names(io.orderpipeline.schema.ledger.TransactionState.values()))
                .containsExactlyInAnyOrderElementsOf(withUnknown(TransactionState.values()));
        assertThat(names(io.orderpipeline.schema.ledger.OperatorActionKind.values()))
                .containsExactlyInAnyOrderElementsOf(withUnknown(OperatorAction.Kind.values()));
    }

    @Test
    void a_payload_from_a_newer_program_is_named() {
        OrderEvent event = EventWire.write((Happened) History.of(Commands.PLACE).facts().get(0));
        OrderEvent newer = OrderEvent.newBuilder(event).setPayload("OrderArchived").build();

        assertThatThrownBy(() -> EventWire.read(newer))
                .isInstanceOf(UnknownPayloadException.class)
                .hasMessageContaining("order.event")
                .hasMessageContaining("String");
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static List<String> withUnknown(Enum<?>[] values) {
        return Stream.concat(Stream.of("UNKNOWN"), names(values).stream()).toList();
    }
}
