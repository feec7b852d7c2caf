package io.orderpipeline.sim.client;

import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.sim.traffic.Outcome;
import io.orderpipeline.topic.Topics;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads from an outcome record which record of order.command it ends, and how. Records that cannot
 * be read are passed over: judging them is the auditor's business.
 */
record OutcomeDecoder(
        Function<byte[], OrderEvent> events, Function<byte[], OrderRejection> rejections) {

    /** The end of the record at this place of order.command. */
    record Ended(int partition, long offset, Outcome outcome) {}

    Optional<Ended> decode(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.ORDER_DEAD_LETTER.name())) {
            return deadLetter(record);
        }
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return record.topic().equals(Topics.ORDER_EVENT.name())
                    ? event(events.apply(record.value()))
                    : rejection(rejections.apply(record.value()));
        } catch (UndecodableRecordException e) {
            return Optional.empty();
        }
    }

    private static Optional<Ended> event(OrderEvent event) {
        String type = event.getPayload().getClass().getSimpleName();
        return ended(event.getCause(), Outcome.event(type));
    }

    private static Optional<Ended> rejection(OrderRejection rejection) {
        return ended(rejection.getCause(), Outcome.rejection(rejection.getReason()));
    }

    private static Optional<Ended> ended(Cause cause, Outcome outcome) {
        return cause.getTopic().equals(Topics.ORDER_COMMAND.name())
                ? Optional.of(new Ended(cause.getPartition(), cause.getOffset(), outcome))
                : Optional.empty();
    }

    private static Optional<Ended> deadLetter(ConsumerRecord<byte[], byte[]> record) {
        return FailingRecord.of(record.headers())
                .filter(failing -> failing.topic().equals(Topics.ORDER_COMMAND.name()))
                .map(at -> new Ended(at.partition(), at.offset(), Outcome.DEAD_LETTER));
    }
}
