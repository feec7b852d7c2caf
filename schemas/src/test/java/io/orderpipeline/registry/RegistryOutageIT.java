package io.orderpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.SharedStack;
import io.orderpipeline.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What still works, and what is said, while the registry is down. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryOutageIT {

    private static final String TOPIC = Topics.ORDER_COMMAND.name();
    private static final OrderCommand COMMAND =
            OrderCommand.newBuilder()
                    .setCommandId("c-1")
                    .setOrderId("o-1")
                    .setIssuedAt(Instant.EPOCH)
                    .setPayload(new CancelOrder("no longer wanted"))
                    .build();

    private final LocalStack stack = SharedStack.get();
    private final Registry registry = Registry.connect(stack.registryUrl());
    private final AvroSerde<OrderCommand> warm = AvroSerde.of(OrderCommand.class, registry);
    private byte[] bytes = {};

    @BeforeAll
    void useTheRegistryThenStopIt() {
        registry.publish(Subjects.ALL);
        bytes = warm.serialize(TOPIC, COMMAND);
        assertThat(warm.deserialize(TOPIC, bytes)).isEqualTo(COMMAND);
        stack.registry().stop();
    }

    @AfterAll
    void startTheRegistry() {
        stack.registry().start();
        registry.close();
    }

    @Test
    void what_is_known_goes_on_without_a_registry() {
        assertThat(warm.deserialize(TOPIC, warm.serialize(TOPIC, COMMAND))).isEqualTo(COMMAND);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void whatever_needs_it_says_so_with_its_address() {
        try (Registry cold = Registry.connect(stack.registryUrl())) {
            AvroSerde<OrderCommand> serde = AvroSerde.of(OrderCommand.class, cold);
            assertUnavailable(() -> serde.serialize(TOPIC, COMMAND));
            assertUnavailable(() -> serde.deserialize(TOPIC, bytes));
            assertUnavailable(() -> cold.publish(Subjects.ALL));
        }
    }

    @Test
    void an_id_never_seen_is_not_called_unknown_while_nobody_can_tell() {
        byte[] strange = ByteBuffer.wrap(bytes.clone()).putInt(1, 1_000_000).array();
        assertUnavailable(() -> warm.deserialize(TOPIC, strange));
    }

    private void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(stack.registryUrl())
                .hasMessageContaining("Check that it runs");
    }
}
