package io.orderpipeline.order.compensation;

import static io.orderpipeline.order.Commands.CANCEL;
import static io.orderpipeline.order.Commands.FULFIL;
import static io.orderpipeline.order.Commands.PLACE;
import static io.orderpipeline.order.Commands.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.Money;
import io.orderpipeline.order.command.ConfirmPayment;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.OrderEvent.PaymentConfirmed;
import io.orderpipeline.order.event.OrderEvent.RefundRequested;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of nights: an order, up to three transactions that name it, confirmations that come,
 * come twice, come late or never, cancellations, compensations and refunds, in every interleaving
 * that the topics allow. Once everything has settled, the invariants hold. A failure names its
 * seed.
 */
class ReconciliationPropertyTest {

    private static final int NIGHTS_PER_SEED = 1_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void every_transaction_ends_paid_or_refunded_exactly_once(long seed) {
        Map<TransactionState, Integer> ends = new HashMap<>();
        int noOps = 0;
        for (int i = 0; i < NIGHTS_PER_SEED; i++) {
            long night = seed * NIGHTS_PER_SEED + i;
            SimulatedNight after = live(night);
            check(after, "night " + night);
            after.ledger.values().forEach(row -> ends.merge(row.state(), 1, Integer::sum));
            noOps += after.compensationsTooLate > 0 ? 1 : 0;
        }
        assertThat(ends)
                .containsOnlyKeys(
                        TransactionState.TRACKED,
                        TransactionState.RECOVERED,
                        TransactionState.REFUNDED)
                .allSatisfy((state, count) -> assertThat(count).isGreaterThan(100));
        assertThat(noOps).as("nights with a compensation that came too late").isGreaterThan(50);
    }

    private static SimulatedNight live(long seed) {
        Random random = new Random(seed);
        SimulatedNight night = new SimulatedNight(seed);
        List<Runnable> script = script(random, night);
        for (Runnable deed : script) {
            night.live(random.nextInt(25));
            deed.run();
        }
        night.heal();
        return night;
    }

    /** What clients and gateway do, mostly in the usual order. */
    private static List<Runnable> script(Random random, SimulatedNight night) {
        List<Runnable> deeds = new ArrayList<>();
        if (random.nextInt(5) > 0) {
            add(deeds, random, () -> night.send("c-place", PLACE), 1 + random.nextInt(2));
        }
        for (int t = 1; t <= 1 + random.nextInt(3); t++) {
            pay(deeds, random, night, "tx-" + t);
        }
        if (random.nextInt(4) == 0) {
            add(deeds, random, () -> night.send("c-cancel", CANCEL), 1 + random.nextInt(2));
        }
        add(deeds, random, () -> night.send("c-fulfil", FULFIL), random.nextInt(2));
        return deeds;
    }

    private static void pay(
            List<Runnable> deeds, Random random, SimulatedNight night, String transaction) {
        Money amount = random.nextInt(4) == 0 ? new Money(1, "EUR") : TOTAL;
        add(deeds, random, () -> night.capture(transaction, amount), 1 + random.nextInt(2));
        int confirmations = random.nextInt(3);
        for (int n = 0; n < confirmations; n++) {
            String commandId = "c-" + transaction + "-" + random.nextInt(2);
            ConfirmPayment confirm = new ConfirmPayment(transaction, amount);
            add(deeds, random, () -> night.send(commandId, confirm), 1);
        }
    }

    /** At the end, or earlier by chance: confirmations may come before captures and orders. */
    private static void add(List<Runnable> deeds, Random random, Runnable deed, int times) {
        for (int n = 0; n < times; n++) {
            int at = random.nextInt(3) == 0 ? random.nextInt(deeds.size() + 1) : deeds.size();
            deeds.add(at, deed);
        }
    }

    private static void check(SimulatedNight night, String where) {
        Map<String, Happened> settled = settlements(night, where);
        assertThat(night.ledger.keySet()).as(where).isEqualTo(night.captures.keySet());
        night.captures.forEach(
                (transaction, amount) -> {
                    String which = transaction + ", " + where;
                    Transaction row = night.row(transaction);
                    Happened event =
                            Objects.requireNonNull(settled.get(transaction), "I9: " + which);
                    assertThat(row.state()).as("I9: " + which).isEqualTo(end(night, event));
                    boolean refunded = row.state() == TransactionState.REFUNDED;
                    assertThat(night.moneyGivenBack.contains(transaction))
                            .as("I8: the money is in one place, " + which)
                            .isEqualTo(refunded);
                    for (boolean journalFirst : new boolean[] {true, false}) {
                        assertThat(night.reread(transaction, journalFirst).facts())
                                .as("in either order of arrival, " + which)
                                .isEqualTo(row.facts());
                    }
                });
        value(night, where);
    }

    /** I2: at most one settlement or refund per transaction. */
    private static Map<String, Happened> settlements(SimulatedNight night, String where) {
        Map<String, Happened> settled = new HashMap<>();
        for (Happened event : night.events) {
            String transaction =
                    event.event() instanceof PaymentConfirmed paid
                            ? paid.transactionId()
                            : event.event() instanceof RefundRequested refund
                                    ? refund.transactionId()
                                    : "";
            if (!transaction.isEmpty()) {
                assertThat(settled.put(transaction, event))
                        .as("I2: %s settled twice, %s", transaction, where)
                        .isNull();
            }
        }
        return settled;
    }

    private static TransactionState end(SimulatedNight night, Happened event) {
        if (event.event() instanceof RefundRequested) {
            assertThat(night.isCompensated(event)).isTrue();
            return TransactionState.REFUNDED;
        }
        return night.isCompensated(event) ? TransactionState.RECOVERED : TransactionState.TRACKED;
    }

    /** I8: captured = applied to the order + given back. */
    private static void value(SimulatedNight night, String where) {
        long captured = night.captures.values().stream().mapToLong(Money::amountMinor).sum();
        long applied =
                night.order.order().stream()
                        .flatMap(order -> order.payment().stream())
                        .mapToLong(payment -> payment.amount().amountMinor())
                        .sum();
        long refunded =
                night.captures.entrySet().stream()
                        .filter(capture -> night.moneyGivenBack.contains(capture.getKey()))
                        .mapToLong(capture -> capture.getValue().amountMinor())
                        .sum();
        assertThat(applied + refunded).as("I8, " + where).isEqualTo(captured);
    }
}
