package io.orderpipeline.pipeline;

import static io.orderpipeline.pipeline.AvroCommands.confirm;
import static io.orderpipeline.pipeline.AvroCommands.place;
import static io.orderpipeline.pipeline.DeciderDriver.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.compensation.Compensation;
import io.orderpipeline.schema.compensation.SettlePayment;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.event.RefundRequested;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.schema.refund.RefundReason;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.topic.DeadLetterHeaders;
import io.orderpipeline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compensation topic, as the decider handles it. */
class CompensationDecisionTest {

    private static final Money TOTAL = new Money(4_000L, "EUR");

    @TempDir private Path directory;
    private DeciderDriver decider;

    @BeforeEach
    void start() {
        decider = new DeciderDriver(directory);
    }

    @AfterEach
    void stop() {
        decider.close();
    }

    @Test
    void a_compensation_pays_the_order_that_waits_and_the_event_names_it_as_its_cause() {
        decider.send(place("c-1", "o-1"));
        decider.compensate(compensation("o-1", "tx-o-1"));

        OrderEvent paid = decider.events().get(1);

        assertThat(paid.getPayload()).isEqualTo(new PaymentConfirmed("tx-o-1", TOTAL));
        assertThat(paid.getCommandId()).isEqualTo("cmp-tx-o-1");
        assertThat(paid.getCause().getTopic()).isEqualTo("order.compensation");
        assertThat(paid.getCause().getOffset()).isZero();
        assertThat(decider.state("o-1").orElseThrow().getRefunded()).isEmpty();
    }

    @Test
    void a_refund_is_an_event_of_an_order_that_was_never_placed() {
        decider.compensate(compensation("o-1", "t-1"));

        OrderEvent event = decider.events().get(0);

        assertThat(event.getVersion()).isEqualTo(1);
        assertThat(event.getPayload())
                .isEqualTo(new RefundRequested("t-1", TOTAL, RefundReason.ORDER_NOT_FOUND));
        assertThat(decider.state("o-1").orElseThrow().getRefunded()).containsExactly("t-1");
    }

    @Test
    void what_was_refunded_for_a_missing_order_is_remembered_beyond_every_retention() {
        decider.compensate(compensation("o-1", "t-1"));
        decider.sendAt(NOON.plus(Duration.ofDays(30)), place("c-9", "o-9"));
        decider.sendAt(NOON.plus(Duration.ofDays(31)), place("c-10", "o-10"));

        assertThat(decider.state("o-1").orElseThrow().getRefunded()).containsExactly("t-1");
    }

    @Test
    void a_repeated_compensation_and_one_that_comes_too_late_are_recorded_no_ops() {
        decider.send(place("c-1", "o-1"));
        decider.send(confirm("c-2", "o-1"));
        decider.compensate(compensation("o-1", "tx-o-1"));
        decider.compensate(compensation("o-1", "tx-o-1"));

        List<OrderRejection> rejections = decider.rejections();

        assertThat(rejections)
                .extracting(OrderRejection::getReason)
                .containsExactly(
                        RejectionReason.PAYMENT_ALREADY_APPLIED, RejectionReason.DUPLICATE_COMMAND);
        assertThat(rejections.get(0).getCause().getTopic()).isEqualTo("order.compensation");
        assertThat(decider.events()).hasSize(2);
    }

    @Test
    void an_id_that_does_not_derive_from_the_transaction_is_a_dead_letter() {
        Compensation genuine = compensation("o-1", "t-1");
        decider.compensate(Compensation.newBuilder(genuine).setCommandId("cmp-t-2").build());

        assertThat(deadLetterMessage()).contains("'cmp-t-2' is not 'cmp-t-1'");
        assertThat(decider.events()).isEmpty();
    }

    @Test
    void a_client_cannot_occupy_the_id_of_a_compensation() {
        decider.send(place("cmp-t-1", "o-1"));

        assertThat(deadLetterMessage()).contains("which only the tracker issues");
        assertThat(decider.state("o-1")).isEmpty();
    }

    private String deadLetterMessage() {
        TestRecord<byte[], byte[]> letter = decider.records(Topics.ORDER_DEAD_LETTER.name()).get(0);
        byte[] message = letter.headers().lastHeader(DeadLetterHeaders.MESSAGE).value();
        return new String(message, StandardCharsets.UTF_8);
    }

    private static Compensation compensation(String orderId, String transactionId) {
        return new Compensation(
                "cmp-" + transactionId, orderId, transactionId, NOON, new SettlePayment(TOTAL));
    }
}
