package io.orderpipeline.order.command;

import static io.orderpipeline.order.Commands.CANCEL;
import static io.orderpipeline.order.Commands.CONFIRM;
import static io.orderpipeline.order.Commands.FULFIL;
import static io.orderpipeline.order.Commands.PLACE;
import static io.orderpipeline.order.Commands.TOTAL;
import static io.orderpipeline.order.Commands.command;
import static io.orderpipeline.order.Commands.expecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.Money;
import io.orderpipeline.order.OrderLine;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {

    @Test
    void the_hash_is_the_start_of_sha_256_over_the_documented_form() throws Exception {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(form);
        data.writeLong(7);
        for (String text : List.of("FulfilOrder", "shipment-1")) {
            data.writeLong(text.length());
            data.write(text.getBytes(StandardCharsets.UTF_8));
        }
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(form.toByteArray());

        long hash = CanonicalForm.hash(expecting(OptionalLong.of(7), "c", FULFIL));

        assertThat(hash).isEqualTo(ByteBuffer.wrap(sha256).getLong());
    }

    @Test
    void every_field_of_every_body_counts() {
        OrderLine line = new OrderLine("s", 1, 10);
        List<Command> bodies =
                List.of(
                        PLACE,
                        new PlaceOrder("other", PLACE.region(), TOTAL, PLACE.lines()),
                        new PlaceOrder(PLACE.customerId(), "other", TOTAL, PLACE.lines()),
                        new PlaceOrder("c", "r", new Money(1, "EUR"), List.of(line)),
                        new PlaceOrder("c", "r", new Money(1, "USD"), List.of(line)),
                        new PlaceOrder("c", "r", new Money(1, "EUR"), List.of(line, line)),
                        new PlaceOrder(
                                "c", "r", new Money(1, "EUR"), List.of(new OrderLine("t", 1, 10))),
                        new PlaceOrder(
                                "c", "r", new Money(1, "EUR"), List.of(new OrderLine("s", 2, 10))),
                        new PlaceOrder(
                                "c", "r", new Money(1, "EUR"), List.of(new OrderLine("s", 1, 11))),
                        CONFIRM,
                        new ConfirmPayment("tx-2", TOTAL),
                        new ConfirmPayment("tx-1", new Money(1, "EUR")),
                        FULFIL,
                        new FulfilOrder("shipment-2"),
                        CANCEL,
                        new CancelOrder("shipment-2"));

        assertThat(bodies.stream().map(body -> CanonicalForm.hash(command("c", body))))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_expected_version_counts_too() {
        assertThat(CanonicalForm.hash(expecting(OptionalLong.of(1), "c", FULFIL)))
                .isNotEqualTo(CanonicalForm.hash(expecting(OptionalLong.of(2), "c", FULFIL)))
                .isNotEqualTo(CanonicalForm.hash(command("c", FULFIL)));
    }

    @Test
    void a_resend_elsewhere_and_later_is_the_same_body() {
        ReceivedCommand resend =
                new ReceivedCommand(
                        "o-1",
                        "c",
                        OptionalLong.empty(),
                        FULFIL,
                        new Cause("order.command", 3, 99),
                        Instant.EPOCH);

        assertThat(CanonicalForm.hash(resend)).isEqualTo(CanonicalForm.hash(command("c", FULFIL)));
    }
}
