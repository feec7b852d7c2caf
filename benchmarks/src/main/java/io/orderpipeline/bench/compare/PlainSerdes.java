package io.orderpipeline.bench.compare;

import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.state.OrderState;
import io.orderpipeline.order.view.OrderView;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.StateWire;
import io.orderpipeline.wire.ViewWire;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The pipeline's Avro for the DSL, under the subjects that the pipeline has published. */
record PlainSerdes(Registry registry) {

    AvroSerde<OrderCommand> commands() {
        return AvroSerde.of(OrderCommand.class, registry);
    }

    AvroSerde<OrderRejection> rejections() {
        return AvroSerde.of(OrderRejection.class, registry);
    }

    AvroSerde<PaymentTransaction> journal() {
        return AvroSerde.of(PaymentTransaction.class, registry);
    }

    Serde<OrderEvent> events() {
        return of(OrderEvent.class, Topics.ORDER_EVENT.name(), event -> event, event -> event);
    }

    Serde<Happened> facts() {
        return of(OrderEvent.class, Topics.ORDER_EVENT.name(), EventWire::write, EventWire::read);
    }

    Serde<OrderState> states() {
        return of(
                io.orderpipeline.schema.state.OrderState.class,
                Applications.DEFAULT.ordersChangelog(),
                StateWire::write,
                StateWire::read);
    }

    /** Never of an absent view: the first event makes one. */
    Serde<Optional<OrderView>> views() {
        return of(
                io.orderpipeline.schema.view.OrderView.class,
                Applications.ORDER_VIEW_STORE,
                view -> ViewWire.write(view.orElseThrow()),
                view -> Optional.of(ViewWire.read(view)));
    }

    @SuppressWarnings("NullAway") // Kafka's interface is not annotated: null stands for a tombstone
    private <T, R extends SpecificRecord> Serde<T> of(
            Class<R> type, String subject, Function<T, R> write, Function<R, T> read) {
        AvroSerde<R> serde = AvroSerde.of(type, registry);
        return Serdes.serdeFrom(
                (topic, value) ->
                        value == null ? null : serde.serialize(subject, write.apply(value)),
                (topic, bytes) ->
                        bytes == null ? null : read.apply(serde.deserialize(subject, bytes)));
    }
}
