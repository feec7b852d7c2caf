package io.orderpipeline.sim.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.OrderPlaced;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.schema.state.OrderSnapshot;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.state.Payment;
import io.orderpipeline.topic.DeadLetterHeaders;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Makes compact records of what was decoded. Pure. */
final class RecordReader {

    private RecordReader() {}

    static CommandRecord.Body body(OrderCommand command) {
        String type = typeOf(command.getPayload());
        String payload = command.getPayload().toString();
        String expected = command.getExpectedVersion().map(String::valueOf).orElse("any");
        return new CommandRecord.Body(
                command.getCommandId(),
                command.getOrderId(),
                type,
                Digest.of(payload),
                Digest.of(expected + " " + type + " " + payload));
    }

    static OutcomeRecord.Event event(Position at, OrderEvent event) {
        Object payload = event.getPayload();
        return new OutcomeRecord.Event(
                at,
                new OutcomeRecord.Decided(
                        event.getOrderId(),
                        event.getCommandId(),
                        event.getCommandHash(),
                        cause(event.getCause()),
                        event.getOccurredAt().toEpochMilli()),
                event.getVersion(),
                event.getSequence(),
                typeOf(payload),
                Digest.of(payload.toString()),
                payload instanceof OrderPlaced placed
                        ? Optional.of(snapshot(placed))
                        : Optional.empty(),
                payload instanceof PaymentConfirmed paid
                        ? Optional.of(new Payment(paid.getTransactionId(), paid.getAmount()))
                        : Optional.empty());
    }

    static OutcomeRecord.Rejection rejection(Position at, OrderRejection rejection) {
        return new OutcomeRecord.Rejection(
                at,
                new OutcomeRecord.Decided(
                        rejection.getOrderId(),
                        rejection.getCommandId(),
                        rejection.getCommandHash(),
                        cause(rejection.getCause()),
                        rejection.getRejectedAt().toEpochMilli()),
                rejection.getSequence(),
                rejection.getReason(),
                rejection.getCurrentVersion(),
                rejection.getOriginalOutcome());
    }

    /** Empty when the headers do not say where the failing record was. */
    static Optional<OutcomeRecord.DeadLetter> deadLetter(ConsumerRecord<byte[], byte[]> record) {
        Optional<String> topic = header(record, DeadLetterHeaders.TOPIC);
        Optional<String> partition = header(record, DeadLetterHeaders.PARTITION);
        Optional<String> offset = header(record, DeadLetterHeaders.OFFSET);
        if (topic.isEmpty() || !digits(partition) || !digits(offset)) {
            return Optional.empty();
        }
        Position cause =
                new Position(
                        partition.map(Integer::parseInt).orElse(-1),
                        offset.map(Long::parseLong).orElse(-1L));
        return Optional.of(
                new OutcomeRecord.DeadLetter(
                        new Position(record.partition(), record.offset()),
                        new OutcomeRecord.Cause(topic.get(), cause),
                        record.key() == null ? "(null key)" : new String(record.key(), UTF_8),
                        Digest.of(record.key(), record.value()),
                        header(record, DeadLetterHeaders.MESSAGE).orElse("")));
    }

    private static boolean digits(Optional<String> text) {
        return text.filter(digits -> digits.matches("[0-9]{1,18}")).isPresent();
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return Optional.ofNullable(header).map(Header::value).map(text -> new String(text, UTF_8));
    }

    private static String typeOf(Object payload) {
        return payload.getClass().getSimpleName();
    }

    private static OutcomeRecord.Cause cause(io.orderpipeline.schema.origin.Cause cause) {
        return new OutcomeRecord.Cause(
                cause.getTopic(), new Position(cause.getPartition(), cause.getOffset()));
    }

    private static OrderSnapshot snapshot(OrderPlaced placed) {
        return new OrderSnapshot(
                OrderStatus.PLACED,
                placed.getCustomerId(),
                placed.getRegion(),
                placed.getTotal(),
                null);
    }
}
