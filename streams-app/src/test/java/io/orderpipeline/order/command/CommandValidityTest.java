package io.orderpipeline.order.command;

import static io.orderpipeline.order.Commands.ALICE;
import static io.orderpipeline.order.Commands.CANCEL;
import static io.orderpipeline.order.Commands.CONFIRM;
import static io.orderpipeline.order.Commands.FULFIL;
import static io.orderpipeline.order.Commands.PLACE;
import static io.orderpipeline.order.Commands.RESOLVE;
import static io.orderpipeline.order.Commands.RETRY;
import static io.orderpipeline.order.Commands.SETTLE;
import static io.orderpipeline.order.Commands.TOTAL;
import static io.orderpipeline.order.Commands.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.order.Money;
import io.orderpipeline.order.OrderLine;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandValidityTest {

    static Stream<Command> valid() {
        OrderLine dearest =
                new OrderLine("s", OrderLine.MAX_QUANTITY, OrderLine.MAX_UNIT_PRICE_MINOR);
        return Stream.of(
                PLACE,
                CONFIRM,
                FULFIL,
                CANCEL,
                SETTLE,
                RETRY,
                RESOLVE,
                new ConfirmPayment("t".repeat(60), TOTAL),
                new CancelOrder(""),
                new CancelOrder("x".repeat(500)),
                place(new Money(0, "EUR"), List.of(new OrderLine("free", 1, 0))),
                new PlaceOrder("c", "r", new Money(dearest.priceMinor(), "USD"), List.of(dearest)));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void a_valid_body_has_no_problem(Command body) {
        assertThat(body.problem()).isEmpty();
    }

    static Stream<Arguments> invalid() {
        OrderLine line = new OrderLine("sku", 1, 100);
        Money hundred = new Money(100, "EUR");
        return Stream.of(
                Arguments.of(
                        new ConfirmPayment("t".repeat(61), TOTAL), "is not 1 to 60 characters"),
                Arguments.of(new SettlePayment("t 1", TOTAL), "transactionId 't 1'"),
                Arguments.of(new SettlePayment("t", new Money(-1, "EUR")), "amount is -1"),
                Arguments.of(new RetryCompensation("t 1", ALICE), "transactionId 't 1'"),
                Arguments.of(
                        new RetryCompensation("t", new Operator("a b", "x")), "operator 'a b'"),
                Arguments.of(
                        new ResolveCompensation("t", new Operator("alice", " ")),
                        "reason has 1 characters"),
                Arguments.of(
                        new ResolveCompensation("t", new Operator("alice", "x".repeat(501))),
                        "reason has 501 characters"),
                Arguments.of(new PlaceOrder("", "r", TOTAL, List.of(line)), "customerId ''"),
                Arguments.of(
                        new PlaceOrder("c", "eu west", TOTAL, List.of(line)), "region 'eu west'"),
                Arguments.of(place(new Money(-1, "EUR"), List.of(line)), "total is -1"),
                Arguments.of(place(new Money(100, "eur"), List.of(line)), "of eur"),
                Arguments.of(place(new Money(100, "EURO"), List.of(line)), "of EURO"),
                Arguments.of(place(hundred, List.of()), "has 0 lines"),
                Arguments.of(place(hundred, Collections.nCopies(101, line)), "has 101 lines"),
                Arguments.of(place(hundred, List.of(new OrderLine("a b", 1, 100))), "sku=a b"),
                Arguments.of(place(hundred, List.of(new OrderLine("s", 0, 100))), "quantity=0"),
                Arguments.of(
                        place(hundred, List.of(new OrderLine("s", 10_001, 1))), "quantity=10001"),
                Arguments.of(
                        place(hundred, List.of(new OrderLine("s", 1, -1))), "unitPriceMinor=-1"),
                Arguments.of(
                        place(hundred, List.of(new OrderLine("s", 1, 1_000_000_000_001L))),
                        "unitPriceMinor=1000000000001"),
                Arguments.of(place(new Money(99, "EUR"), List.of(line)), "the lines add up to 100"),
                Arguments.of(new ConfirmPayment("t\n", TOTAL), "transactionId"),
                Arguments.of(new ConfirmPayment("t", new Money(-5, "EUR")), "amount is -5"),
                Arguments.of(new FulfilOrder("x".repeat(65)), "shipmentId"),
                Arguments.of(new CancelOrder("x".repeat(501)), "501 characters"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void an_invalid_body_says_what_was_found(Command body, String found) {
        assertThat(body.problem()).hasValueSatisfying(text -> assertThat(text).contains(found));
    }

    private static PlaceOrder place(Money total, List<OrderLine> lines) {
        return new PlaceOrder("c", "r", total, lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä", "a/b", "a\u0000"})
    void a_malformed_command_id_is_named(String commandId) {
        assertThatThrownBy(() -> command(commandId, PLACE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("commandId '" + commandId + "'")
                .hasMessageContaining("1 to 64 characters");
    }

    @Test
    void an_id_that_is_too_long_is_quoted_in_part() {
        assertThatThrownBy(() -> command("x".repeat(100_000), PLACE))
                .hasMessageContaining("(100000 characters)")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }
}
