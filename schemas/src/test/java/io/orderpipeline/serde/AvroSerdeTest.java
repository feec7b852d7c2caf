package io.orderpipeline.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.OrderCommand;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {
    @Test
    void a_command_survives_the_round_trip() {
        Registry registry = Registry.inMemory();
        registry.publish(Subjects.ALL);
        registry.publish(Subjects.ALL);
        var serde = AvroSerde.of(OrderCommand.class, registry);
        var command =
                OrderCommand.newBuilder()
                        .setCommandId("c-1")
                        .setOrderId("o-1")
                        .setExpectedVersion(3L)
                        .setIssuedAt(Instant.ofEpochMilli(5))
                        .setPayload(new CancelOrder("changed my mind"))
                        .build();
        byte[] bytes = serde.serialize("order.command", command);
        assertThat(serde.deserialize("order.command", bytes)).isEqualTo(command);
    }
}
