package io.orderpipeline.order.decision;

import static io.orderpipeline.order.Commands.CANCEL;
import static io.orderpipeline.order.Commands.CONFIRM;
import static io.orderpipeline.order.Commands.FULFIL;
import static io.orderpipeline.order.Commands.PLACE;
import static io.orderpipeline.order.Commands.RESOLVE;
import static io.orderpipeline.order.Commands.RETRY;
import static io.orderpipeline.order.Commands.SETTLE;
import static io.orderpipeline.order.Commands.TOTAL;
import static io.orderpipeline.order.Commands.command;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.History;
import io.orderpipeline.order.Money;
import io.orderpipeline.order.command.Command;
import io.orderpipeline.order.command.ConfirmPayment;
import io.orderpipeline.order.command.SettlePayment;
import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.Fact.Refused;
import io.orderpipeline.order.state.Order;
import io.orderpipeline.order.state.OrderStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walks every cell of (status × command). */
class LifeCycleTest {

    private static final Map<String, Command> COMMANDS =
            Map.ofEntries(
                    entry("place", PLACE),
                    entry("confirm", CONFIRM),
                    entry("confirm-other-transaction", new ConfirmPayment("tx-2", TOTAL)),
                    entry("confirm-wrong-amount", new ConfirmPayment("tx-1", new Money(1, "EUR"))),
                    entry(
                            "confirm-wrong-currency",
                            new ConfirmPayment("tx-1", new Money(4_000, "USD"))),
                    entry("fulfil", FULFIL),
                    entry("cancel", CANCEL),
                    entry("settle", SETTLE),
                    entry("settle-other-transaction", new SettlePayment("tx-2", TOTAL)),
                    entry("settle-wrong-amount", new SettlePayment("tx-1", new Money(1, "EUR"))),
                    entry(
                            "settle-wrong-currency",
                            new SettlePayment("tx-1", new Money(4_000, "USD"))),
                    entry("retry", RETRY),
                    entry("resolve", RESOLVE));

    private static History reach(String status) {
        return switch (status) {
            case "none" -> History.of();
            case "PLACED" -> History.of(PLACE);
            case "PAID" -> History.of(PLACE, CONFIRM);
            case "FULFILLED" -> History.of(PLACE, CONFIRM, FULFIL);
            case "CANCELLED" -> History.of(PLACE, CANCEL);
            default -> throw new IllegalArgumentException(status);
        };
    }

    private static final String CELLS =
            """
            none,      place,                     OrderPlaced,      PLACED
            none,      confirm,                   ORDER_NOT_FOUND,  none
            none,      confirm-other-transaction, ORDER_NOT_FOUND,  none
            none,      confirm-wrong-amount,      ORDER_NOT_FOUND,  none
            none,      confirm-wrong-currency,    ORDER_NOT_FOUND,  none
            none,      fulfil,                    ORDER_NOT_FOUND,  none
            none,      cancel,                    ORDER_NOT_FOUND,  none
            PLACED,    place,                     ORDER_ALREADY_EXISTS, PLACED
            PLACED,    confirm,                   PaymentConfirmed, PAID
            PLACED,    confirm-other-transaction, PaymentConfirmed, PAID
            PLACED,    confirm-wrong-amount,      PAYMENT_AMOUNT_MISMATCH, PLACED
            PLACED,    confirm-wrong-currency,    PAYMENT_AMOUNT_MISMATCH, PLACED
            PLACED,    fulfil,                    NOT_PAID,         PLACED
            PLACED,    cancel,                    OrderCancelled,   CANCELLED
            PAID,      place,                     ORDER_ALREADY_EXISTS, PAID
            PAID,      confirm,                   PAYMENT_ALREADY_APPLIED, PAID
            PAID,      confirm-other-transaction, ALREADY_PAID,     PAID
            PAID,      confirm-wrong-amount,      PAYMENT_ALREADY_APPLIED, PAID
            PAID,      confirm-wrong-currency,    PAYMENT_ALREADY_APPLIED, PAID
            PAID,      fulfil,                    OrderFulfilled,   FULFILLED
            PAID,      cancel,                    NOT_CANCELLABLE,  PAID
            FULFILLED, place,                     ORDER_ALREADY_EXISTS, FULFILLED
            FULFILLED, confirm,                   PAYMENT_ALREADY_APPLIED, FULFILLED
            FULFILLED, confirm-other-transaction, ALREADY_PAID,     FULFILLED
            FULFILLED, confirm-wrong-amount,      PAYMENT_ALREADY_APPLIED, FULFILLED
            FULFILLED, confirm-wrong-currency,    PAYMENT_ALREADY_APPLIED, FULFILLED
            FULFILLED, fulfil,                    ALREADY_FULFILLED, FULFILLED
            FULFILLED, cancel,                    NOT_CANCELLABLE,  FULFILLED
            CANCELLED, place,                     ORDER_ALREADY_EXISTS, CANCELLED
            CANCELLED, confirm,                   ORDER_CANCELLED,  CANCELLED
            CANCELLED, confirm-other-transaction, ORDER_CANCELLED,  CANCELLED
            CANCELLED, confirm-wrong-amount,      ORDER_CANCELLED,  CANCELLED
            CANCELLED, confirm-wrong-currency,    ORDER_CANCELLED,  CANCELLED
            CANCELLED, fulfil,                    ORDER_CANCELLED,  CANCELLED
            CANCELLED, cancel,                    ALREADY_CANCELLED, CANCELLED
            none,      settle,                    RefundRequested, none
            none,      settle-other-transaction,  RefundRequested, none
            none,      settle-wrong-amount,       RefundRequested, none
            none,      settle-wrong-currency,     RefundRequested, none
            none,      retry,                     CompensationRetried, none
            none,      resolve,                   CompensationResolved, none
            PLACED,    settle,                    PaymentConfirmed, PAID
            PLACED,    settle-other-transaction,  PaymentConfirmed, PAID
            PLACED,    settle-wrong-amount,       RefundRequested, PLACED
            PLACED,    settle-wrong-currency,     RefundRequested, PLACED
            PLACED,    retry,                     CompensationRetried, PLACED
            PLACED,    resolve,                   CompensationResolved, PLACED
            PAID,      settle,                    PAYMENT_ALREADY_APPLIED, PAID
            PAID,      settle-other-transaction,  RefundRequested, PAID
            PAID,      settle-wrong-amount,       PAYMENT_ALREADY_APPLIED, PAID
            PAID,      settle-wrong-currency,     PAYMENT_ALREADY_APPLIED, PAID
            PAID,      retry,                     CompensationRetried, PAID
            PAID,      resolve,                   CompensationResolved, PAID
            FULFILLED, settle,                    PAYMENT_ALREADY_APPLIED, FULFILLED
            FULFILLED, settle-other-transaction,  RefundRequested, FULFILLED
            FULFILLED, settle-wrong-amount,       PAYMENT_ALREADY_APPLIED, FULFILLED
            FULFILLED, settle-wrong-currency,     PAYMENT_ALREADY_APPLIED, FULFILLED
            FULFILLED, retry,                     CompensationRetried, FULFILLED
            FULFILLED, resolve,                   CompensationResolved, FULFILLED
            CANCELLED, settle,                    RefundRequested, CANCELLED
            CANCELLED, settle-other-transaction,  RefundRequested, CANCELLED
            CANCELLED, settle-wrong-amount,       RefundRequested, CANCELLED
            CANCELLED, settle-wrong-currency,     RefundRequested, CANCELLED
            CANCELLED, retry,                     CompensationRetried, CANCELLED
            CANCELLED, resolve,                   CompensationResolved, CANCELLED
            """;

    @ParameterizedTest
    @CsvSource(textBlock = CELLS)
    void each_cell_has_its_outcome(String status, String command, String outcome, String after) {
        History history = reach(status);
        long versionBefore = history.state().version();

        List<Fact> facts =
                history.handle(command("this", Objects.requireNonNull(COMMANDS.get(command))));

        assertThat(facts).singleElement().extracting(LifeCycleTest::outcomeOf).isEqualTo(outcome);
        assertThat(statusOf(history)).isEqualTo(after);
        boolean happened = facts.get(0) instanceof Happened;
        assertThat(history.state().version()).isEqualTo(versionBefore + (happened ? 1 : 0));
    }

    @Test
    void the_table_has_every_cell() {
        Set<List<String>> cells = new HashSet<>();
        CELLS.lines()
                .map(line -> line.split(",\\s*"))
                .forEach(cell -> cells.add(List.of(cell[0].strip(), cell[1].strip())));

        assertThat(cells).hasSize((OrderStatus.values().length + 1) * COMMANDS.size());
    }

    private static String outcomeOf(Fact fact) {
        return fact instanceof Refused refused
                ? refused.reason().name()
                : ((Happened) fact).event().getClass().getSimpleName();
    }

    private static String statusOf(History history) {
        return history.state().order().map(Order::status).map(OrderStatus::name).orElse("none");
    }
}
