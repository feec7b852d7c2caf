package io.orderpipeline.serde;

import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.OrderCommand;
import java.time.Instant;

/** Commands to write and read. */
final class Commands {

    private Commands() {}

    static OrderCommand cancel(String commandId, String reason) {
        return OrderCommand.newBuilder()
                .setCommandId(commandId)
                .setOrderId("order-7")
                .setExpectedVersion(3L)
                .setIssuedAt(Instant.parse("2026-01-02T03:04:05.006Z"))
                .setPayload(new CancelOrder(reason))
                .build();
    }
}
