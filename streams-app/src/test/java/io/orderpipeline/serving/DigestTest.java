package io.orderpipeline.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.state.Payment;
import io.orderpipeline.schema.view.LastEvent;
import io.orderpipeline.schema.view.OrderView;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The values were computed by another program from the formula. */
final class DigestTest {

    private static final Instant PLACED = Instant.ofEpochMilli(1_700_000_000_123L);

    private final Digest digest = new Digest();

    @Test
    void a_chain_goes_over_order_version_and_bytes() {
        byte[] one = digest.chain(Digest.start(), "o-1", 1, new byte[] {0, 1, 'o', 'n', 'e'});
        byte[] two = digest.chain(one, "o-1", 2, "two".getBytes(UTF_8));

        assertThat(Digest.hex(one))
                .isEqualTo("a6d58661399a470c2485bf17f299d22aaf0969f4aafd8c326d8274295c5c0e8d");
        assertThat(Digest.hex(two))
                .isEqualTo("ef627fc97a50ebd2428a626adb41359b253d61a7d11955e866b0c47c16569759");
    }

    @Test
    void facts_of_a_fresh_order_have_dashes_for_what_there_is_none_of() {
        assertThat(digest.facts(placed().build()))
                .isEqualTo("4b1aa126b925107db360dee9fbb2cabdbcaff892f76fc74454a98a4e2cc5e3a2");
    }

    @Test
    void facts_of_a_fulfilled_order_name_payment_and_shipment() {
        OrderView fulfilled =
                placed().setVersion(3)
                        .setStatus(OrderStatus.FULFILLED)
                        .setPayment(new Payment("t-1", new Money(2_500L, "EUR")))
                        .setShipmentId("s-1")
                        .setLastEvent(last("OrderFulfilled", "k-3"))
                        .build();

        assertThat(digest.facts(fulfilled))
                .isEqualTo("6999583cb99e8d8c19bfefc1d959487a53e106f8e7419d3d65089e542639a0de");
    }

    private static OrderView.Builder placed() {
        return OrderView.newBuilder()
                .setOrderId("o-1")
                .setVersion(1)
                .setStatus(OrderStatus.PLACED)
                .setCustomerId("c-1")
                .setRegion("eu")
                .setTotal(new Money(2_500L, "EUR"))
                .setLines(List.of())
                .setPlacedAt(PLACED)
                .setLastEvent(last("OrderPlaced", "k-1"));
    }

    private static LastEvent last(String type, String commandId) {
        return LastEvent.newBuilder()
                .setType(type)
                .setCommandId(commandId)
                .setCause(new Cause("order.command", 0, 7L))
                .setOccurredAt(PLACED)
                .build();
    }
}
