package io.orderpipeline.order.decision;

import static io.orderpipeline.order.Commands.CANCEL;
import static io.orderpipeline.order.Commands.CONFIRM;
import static io.orderpipeline.order.Commands.FULFIL;
import static io.orderpipeline.order.Commands.PLACE;
import static io.orderpipeline.order.Commands.RESOLVE;
import static io.orderpipeline.order.Commands.RETRY;
import static io.orderpipeline.order.Commands.SETTLE;
import static io.orderpipeline.order.Commands.TOTAL;
import static io.orderpipeline.order.Commands.expecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.History;
import io.orderpipeline.order.Money;
import io.orderpipeline.order.command.Command;
import io.orderpipeline.order.command.ConfirmPayment;
import io.orderpipeline.order.command.FulfilOrder;
import io.orderpipeline.order.command.ReceivedCommand;
import io.orderpipeline.order.command.SettlePayment;
import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.OrderEvent;
import io.orderpipeline.order.event.OrderEvent.PaymentConfirmed;
import io.orderpipeline.order.event.OrderEvent.RefundRequested;
import io.orderpipeline.order.event.OrderEvent.TransactionEvent;
import io.orderpipeline.order.state.OrderState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random command sequences, each with resends, reused ids and wrong versions; a failure names its
 * seed.
 */
class DeciderPropertyTest {

    private static final List<Command> BODIES =
            List.of(
                    PLACE,
                    CONFIRM,
                    new ConfirmPayment("tx-2", TOTAL),
                    FULFIL,
                    new FulfilOrder("not valid"),
                    CANCEL,
                    SETTLE,
                    new SettlePayment("tx-2", TOTAL),
                    new SettlePayment("tx-3", new Money(1, "EUR")),
                    RETRY,
                    RESOLVE);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void whatever_comes_the_log_is_consistent(long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < 500; run++) {
            History history = new History();
            int length = 1 + random.nextInt(40);
            for (int i = 0; i < length; i++) {
                history.handle(randomCommand(random));
            }
            checkConsistent(history, "seed " + seed + ", run " + run);
        }
    }

    private static ReceivedCommand randomCommand(Random random) {
        OptionalLong expected =
                random.nextInt(4) == 0 ? OptionalLong.of(random.nextInt(4)) : OptionalLong.empty();
        return expecting(
                expected, "c-" + random.nextInt(15), BODIES.get(random.nextInt(BODIES.size())));
    }

    private static void checkConsistent(History history, String where) {
        OrderState refolded = OrderState.blank("o-1");
        for (Fact fact : history.facts()) {
            refolded = refolded.apply(fact, History.REMEMBERED);
        }
        assertThat(refolded).as(where).isEqualTo(history.state());

        List<Happened> events =
                history.facts().stream()
                        .filter(Happened.class::isInstance)
                        .map(Happened.class::cast)
                        .toList();
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).version()).as(where).isEqualTo(i + 1);
        }
        assertThat(events.stream().map(event -> event.origin().commandId()))
                .as(where)
                .doesNotHaveDuplicates();
        assertThat(events.stream().map(Happened::event).filter(DeciderPropertyTest::isLifeStep))
                .extracting(Object::getClass)
                .as(where)
                .doesNotHaveDuplicates();
        assertThat(events.stream().flatMap(event -> settled(event.event()).stream()))
                .as("each transaction pays or is refunded, once; " + where)
                .doesNotHaveDuplicates();
    }

    private static boolean isLifeStep(OrderEvent event) {
        return !(event instanceof TransactionEvent);
    }

    private static Optional<String> settled(OrderEvent event) {
        if (event instanceof PaymentConfirmed paid) {
            return Optional.of(paid.transactionId());
        }
        return event instanceof RefundRequested refund
                ? Optional.of(refund.transactionId())
                : Optional.empty();
    }
}
