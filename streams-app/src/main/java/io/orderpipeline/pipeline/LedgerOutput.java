package io.orderpipeline.pipeline;

import io.orderpipeline.order.compensation.Output;
import io.orderpipeline.order.compensation.Output.Compensate;
import io.orderpipeline.order.compensation.Output.Refund;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.compensation.Compensation;
import io.orderpipeline.schema.refund.RefundRequest;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.CompensationWire;
import io.orderpipeline.wire.RefundWire;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What the tracker asks of others as the bytes that leave it, each with the sink it leaves through.
 */
final class LedgerOutput implements Output.Cases<LedgerOutput.Serialized> {

    private final AvroSerde<Compensation> compensations;
    private final AvroSerde<RefundRequest> refunds;

    LedgerOutput(Registry registry) {
        compensations = AvroSerde.of(Compensation.class, registry);
        refunds = AvroSerde.of(RefundRequest.class, registry);
    }

    List<Serialized> serialize(List<Output> outputs) {
        return outputs.stream().map(output -> output.match(this)).toList();
    }

    @Override
    public Serialized compensate(Compensate output) {
        return new Serialized(
                TrackerTopology.COMPENSATIONS,
                output.orderId(),
                compensations.serialize(
                        Topics.ORDER_COMPENSATION.name(), CompensationWire.write(output)),
                output.issuedAt().toEpochMilli());
    }

    @Override
    public Serialized refund(Refund output) {
        return new Serialized(
                TrackerTopology.REFUNDS,
                output.orderId(),
                refunds.serialize(Topics.PAYMENT_REFUND.name(), RefundWire.write(output)),
                output.requestedAt().toEpochMilli());
    }

    /** One output record and the name of its sink. */
    record Serialized(String sink, String key, byte[] value, long timestampMs) {

        Record<String, byte[]> record() {
            return new Record<>(key, value, timestampMs);
        }
    }
}
