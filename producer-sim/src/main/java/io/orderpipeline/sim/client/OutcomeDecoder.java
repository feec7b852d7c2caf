package io.orderpipeline.sim.client;

import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.sim.traffic.Outcome;
import io.orderpipeline.topic.Topics;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads from an outcome which record of order.command it ends, and how. Pure. */
final class OutcomeDecoder {

    /** The end of the record at this place of order.command. */
    record Ended(int partition, long offset, Outcome outcome) {}

    private OutcomeDecoder() {}

    static Optional<Ended> event(OrderEvent event) {
        String type = event.getPayload().getClass().getSimpleName();
        return ended(event.getCause(), Outcome.event(type));
    }

    static Optional<Ended> rejection(OrderRejection rejection) {
        return ended(rejection.getCause(), Outcome.rejection(rejection.getReason()));
    }

    static Optional<Ended> deadLetter(ConsumerRecord<byte[], byte[]> record) {
        return FailingRecord.of(record.headers())
                .filter(failing -> failing.topic().equals(Topics.ORDER_COMMAND.name()))
                .map(at -> new Ended(at.partition(), at.offset(), Outcome.DEAD_LETTER));
    }

    /** Outcomes of records on order.compensation are no business of the clients. */
    private static Optional<Ended> ended(Cause cause, Outcome outcome) {
        return cause.getTopic().equals(Topics.ORDER_COMMAND.name())
                ? Optional.of(new Ended(cause.getPartition(), cause.getOffset(), outcome))
                : Optional.empty();
    }
}
