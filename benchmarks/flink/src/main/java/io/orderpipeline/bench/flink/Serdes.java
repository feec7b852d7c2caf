package io.orderpipeline.bench.flink;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.schema.state.OrderState;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.serde.AvroSerde;

/** The pipeline's Avro, made where it is used: Flink cannot send it to its tasks. */
record Serdes(
        AvroSerde<OrderCommand> commands,
        AvroSerde<OrderEvent> events,
        AvroSerde<OrderRejection> rejections,
        AvroSerde<OrderState> states,
        AvroSerde<OrderView> views) {

    static Serdes connect(String url) {
        Registry registry = Registry.connect(url);
        return new Serdes(
                AvroSerde.of(OrderCommand.class, registry),
                AvroSerde.of(OrderEvent.class, registry),
                AvroSerde.of(OrderRejection.class, registry),
                AvroSerde.of(OrderState.class, registry),
                AvroSerde.of(OrderView.class, registry));
    }
}
