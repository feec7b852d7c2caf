package io.orderpipeline.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.FulfilOrder;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.state.OrderStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderModelTest {

    private static final Map<String, List<String>> PATHS =
            Map.of(
                    "NONE", List.of(),
                    "PLACED", List.of("place"),
                    "PAID", List.of("place", "pay"),
                    "FULFILLED", List.of("place", "pay", "fulfil"),
                    "CANCELLED", List.of("place", "cancel"));

    private final OrderModel order = new OrderModel();
    private int commands;

    @ParameterizedTest
    @CsvSource({
        "NONE,      place,       event:OrderPlaced",
        "NONE,      pay,         rejection:ORDER_NOT_FOUND",
        "NONE,      fulfil,      rejection:ORDER_NOT_FOUND",
        "NONE,      cancel,      rejection:ORDER_NOT_FOUND",
        "PLACED,    place,       rejection:ORDER_ALREADY_EXISTS",
        "PLACED,    pay,         event:PaymentConfirmed",
        "PLACED,    pay-less,    rejection:PAYMENT_AMOUNT_MISMATCH",
        "PLACED,    fulfil,      rejection:NOT_PAID",
        "PLACED,    cancel,      event:OrderCancelled",
        "PAID,      place,       rejection:ORDER_ALREADY_EXISTS",
        "PAID,      pay,         rejection:PAYMENT_ALREADY_APPLIED",
        "PAID,      pay-again,   rejection:ALREADY_PAID",
        "PAID,      fulfil,      event:OrderFulfilled",
        "PAID,      cancel,      rejection:NOT_CANCELLABLE",
        "FULFILLED, place,       rejection:ORDER_ALREADY_EXISTS",
        "FULFILLED, pay,         rejection:PAYMENT_ALREADY_APPLIED",
        "FULFILLED, pay-again,   rejection:ALREADY_PAID",
        "FULFILLED, fulfil,      rejection:ALREADY_FULFILLED",
        "FULFILLED, cancel,      rejection:NOT_CANCELLABLE",
        "CANCELLED, place,       rejection:ORDER_ALREADY_EXISTS",
        "CANCELLED, pay,         rejection:ORDER_CANCELLED",
        "CANCELLED, fulfil,      rejection:ORDER_CANCELLED",
        "CANCELLED, cancel,      rejection:ALREADY_CANCELLED",
    })
    void every_cell_of_the_table_is_as_documented(String status, String command, String outcome) {
        bring(status);
        long version = order.version();

        assertThat(send(payload(command)).text()).isEqualTo(outcome);
        assertThat(order.version()).isEqualTo(version + (outcome.startsWith("event") ? 1 : 0));
    }

    @Test
    void the_same_id_with_the_same_body_is_a_duplicate_whatever_became_of_it() {
        OrderCommand refused = command("c-1", payload("pay"), null);

        assertThat(order.apply(refused).text()).isEqualTo("rejection:ORDER_NOT_FOUND");
        send(payload("place"));
        assertThat(order.apply(refused)).isEqualTo(Outcome.DUPLICATE);
        assertThat(order.status()).contains(OrderStatus.PLACED);
    }

    @Test
    void the_same_id_with_another_body_is_refused_and_leaves_the_first_remembered() {
        OrderCommand first = command("c-1", payload("place"), null);
        order.apply(first);

        assertThat(order.apply(command("c-1", payload("cancel"), null)).text())
                .isEqualTo("rejection:COMMAND_ID_REUSED");
        assertThat(order.apply(command("c-1", payload("place"), 0L)).text())
                .isEqualTo("rejection:COMMAND_ID_REUSED");
        assertThat(order.apply(first)).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void an_expected_version_must_be_the_current_one() {
        assertThat(order.apply(command("c-1", payload("place"), 1L)).text())
                .isEqualTo("rejection:VERSION_CONFLICT");
        assertThat(order.apply(command("c-2", payload("place"), 0L)).text())
                .isEqualTo("event:OrderPlaced");
        assertThat(order.apply(command("c-3", payload("pay"), 0L)).text())
                .isEqualTo("rejection:VERSION_CONFLICT");
        assertThat(order.apply(command("c-4", payload("pay"), 1L)).text())
                .isEqualTo("event:PaymentConfirmed");
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,      exact, event:RefundRequested",
        "PLACED,    exact, event:PaymentConfirmed",
        "PLACED,    less,  event:RefundRequested",
        "PLACED,    USD,   event:RefundRequested",
        "PAID,      exact, event:RefundRequested",
        "FULFILLED, exact, event:RefundRequested",
        "CANCELLED, exact, event:RefundRequested",
    })
    void a_compensation_pays_the_order_that_awaits_it_and_sends_the_money_back_otherwise(
            String status, String amount, String outcome) {
        bring(status);
        Optional<OrderStatus> before = order.status();
        long version = order.version();

        assertThat(order.settle("t-9", money(amount)).text()).isEqualTo(outcome);
        assertThat(order.version()).isEqualTo(version + 1);
        if (outcome.endsWith("RefundRequested")) {
            assertThat(order.status()).as("a refund leaves the order be").isEqualTo(before);
        } else {
            assertThat(order.status()).contains(OrderStatus.PAID);
        }
    }

    @Test
    void a_compensation_of_what_has_paid_or_was_refunded_changes_nothing() {
        bring("PAID");
        order.settle("t-9", money("exact"));

        assertThat(order.settle("t-1", money("exact")).text())
                .isEqualTo("rejection:PAYMENT_ALREADY_APPLIED");
        assertThat(order.settle("t-9", money("exact")).text())
                .isEqualTo("rejection:PAYMENT_REFUNDED");
        assertThat(order.version()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLACED", "PAID", "FULFILLED", "CANCELLED"})
    void a_refunded_transaction_never_pays(String status) {
        bring(status);
        order.settle("t-9", new Money(499L, "EUR"));
        ConfirmPayment original = new ConfirmPayment("t-9", new Money(500L, "EUR"));

        assertThat(send(original).text()).isEqualTo("rejection:PAYMENT_REFUNDED");
    }

    @Test
    void a_payment_refunded_before_its_order_was_placed_does_not_pay_it_either() {
        order.settle("t-1", money("exact"));
        assertThat(send(payload("pay")).text()).isEqualTo("rejection:ORDER_NOT_FOUND");

        assertThat(send(payload("place")).text()).isEqualTo("event:OrderPlaced");
        assertThat(send(payload("pay")).text()).isEqualTo("rejection:PAYMENT_REFUNDED");
        assertThat(order.version()).as("the refund counts").isEqualTo(2);
    }

    @Test
    void an_invalid_payload_is_told_before_a_version_conflict() {
        assertThat(order.apply(command("c-1", new FulfilOrder("not an id"), 7L)).text())
                .isEqualTo("rejection:INVALID_COMMAND");
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void a_payload_that_breaks_a_rule_is_invalid(Object payload) {
        assertThat(send(payload).text()).isEqualTo("rejection:INVALID_COMMAND");
    }

    static Stream<Object> invalid() {
        Money total = new Money(500L, "EUR");
        OrderLine line = new OrderLine("sku-1", 1, 500L);
        return Stream.of(
                new PlaceOrder("c", "r", new Money(501L, "EUR"), List.of(line)),
                new PlaceOrder("c", "r", new Money(500L, "eur"), List.of(line)),
                new PlaceOrder("c", "r", new Money(0L, "EUR"), List.of()),
                new PlaceOrder("c", "not ok", total, List.of(line)),
                new PlaceOrder("", "r", total, List.of(line)),
                new PlaceOrder("c", "r", new Money(0L, "EUR"), List.of(new OrderLine("s", 0, 1L))),
                new PlaceOrder(
                        "c",
                        "r",
                        new Money(10_001L, "EUR"),
                        List.of(new OrderLine("s", 10_001, 1L))),
                new PlaceOrder(
                        "c", "r", new Money(-1L, "EUR"), List.of(new OrderLine("s", 1, -1L))),
                new PlaceOrder(
                        "c",
                        "r",
                        new Money(101L, "EUR"),
                        Collections.nCopies(101, new OrderLine("s", 1, 1L))),
                new ConfirmPayment("t", new Money(-1L, "EUR")),
                new ConfirmPayment("t t", total),
                new ConfirmPayment("t".repeat(61), total),
                new FulfilOrder(""),
                new CancelOrder("x".repeat(501)));
    }

    private void bring(String status) {
        for (String step : PATHS.getOrDefault(status, List.of())) {
            assertThat(send(payload(step)).kind()).isEqualTo(Outcome.Kind.EVENT);
        }
    }

    private Outcome send(Object payload) {
        return order.apply(command("c-" + commands++, payload, null));
    }

    private static OrderCommand command(String id, Object payload, @Nullable Long expected) {
        return new OrderCommand(id, "o-1", expected, Instant.EPOCH, payload);
    }

    private static Money money(String amount) {
        return switch (amount) {
            case "exact" -> new Money(500L, "EUR");
            case "less" -> new Money(499L, "EUR");
            default -> new Money(500L, amount);
        };
    }

    private static Object payload(String command) {
        Money total = new Money(500L, "EUR");
        return switch (command) {
            case "place" ->
                    new PlaceOrder("c", "r", total, List.of(new OrderLine("sku-1", 2, 250L)));
            case "pay" -> new ConfirmPayment("t-1", total);
            case "pay-less" -> new ConfirmPayment("t-1", new Money(499L, "EUR"));
            case "pay-again" -> new ConfirmPayment("t-2", total);
            case "fulfil" -> new FulfilOrder("s-1");
            case "cancel" -> new CancelOrder("no reason");
            default -> throw new IllegalArgumentException(command);
        };
    }
}
