package io.orderpipeline.sim.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.event.CompensationResolved;
import io.orderpipeline.schema.event.CompensationRetried;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.OrderPlaced;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.event.RefundRequested;
import io.orderpipeline.schema.ledger.OperatorActionKind;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.schema.state.OrderSnapshot;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.state.Payment;
import io.orderpipeline.sim.client.FailingRecord;
import io.orderpipeline.topic.DeadLetterHeaders;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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

    static OutcomeRecord.Event event(Position at, String key, OrderEvent event) {
        return new OutcomeRecord.Event(
                at,
                new OutcomeRecord.Decided(
                        key,
                        event.getOrderId(),
                        event.getCommandId(),
                        event.getCommandHash(),
                        cause(event.getCause()),
                        event.getOccurredAt().toEpochMilli()),
                event.getVersion(),
                event.getSequence(),
                fact(event.getPayload()));
    }

    private static Fact fact(Object payload) {
        return new Fact(
                typeOf(payload),
                Digest.of(payload.toString()),
                payload instanceof OrderPlaced placed
                        ? Optional.of(snapshot(placed))
                        : Optional.empty(),
                payload instanceof PaymentConfirmed paid
                        ? Optional.of(new Payment(paid.getTransactionId(), paid.getAmount()))
                        : Optional.empty(),
                payload instanceof RefundRequested refund
                        ? Optional.of(refund(refund))
                        : Optional.empty(),
                intervention(payload));
    }

    private static Fact.Refund refund(RefundRequested refund) {
        return new Fact.Refund(
                refund.getTransactionId(), Amount.of(refund.getAmount()), refund.getReason());
    }

    private static Optional<Fact.Intervention> intervention(Object payload) {
        if (payload instanceof CompensationRetried retried) {
            return Optional.of(
                    new Fact.Intervention(
                            OperatorActionKind.RETRIED,
                            retried.getTransactionId(),
                            retried.getOperator(),
                            retried.getReason()));
        }
        return payload instanceof CompensationResolved resolved
                ? Optional.of(
                        new Fact.Intervention(
                                OperatorActionKind.RESOLVED,
                                resolved.getTransactionId(),
                                resolved.getOperator(),
                                resolved.getReason()))
                : Optional.empty();
    }

    static OutcomeRecord.Rejection rejection(Position at, String key, OrderRejection rejection) {
        return new OutcomeRecord.Rejection(
                at,
                new OutcomeRecord.Decided(
                        key,
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
        return FailingRecord.of(record.headers())
                .map(
                        failing ->
                                new OutcomeRecord.DeadLetter(
                                        new Position(record.partition(), record.offset()),
                                        cause(failing),
                                        key(record),
                                        preserved(record),
                                        message(record)));
    }

    /** An omission is believed only of a dead letter that does have nothing in it. */
    private static Optional<Long> preserved(ConsumerRecord<byte[], byte[]> record) {
        boolean omitted =
                record.key() == null
                        && record.value() == null
                        && FailingRecord.text(record.headers(), DeadLetterHeaders.VALUE_OMITTED)
                                .isPresent();
        return omitted ? Optional.empty() : Optional.of(Digest.of(record.key(), record.value()));
    }

    /** The key as text. */
    static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "(null key)" : new String(record.key(), UTF_8);
    }

    private static Place cause(FailingRecord failing) {
        return new Place(failing.topic(), new Position(failing.partition(), failing.offset()));
    }

    private static String message(ConsumerRecord<byte[], byte[]> record) {
        return FailingRecord.text(record.headers(), DeadLetterHeaders.MESSAGE).orElse("");
    }

    private static String typeOf(Object payload) {
        return payload.getClass().getSimpleName();
    }

    static Place cause(io.orderpipeline.schema.origin.Cause cause) {
        return new Place(cause.getTopic(), new Position(cause.getPartition(), cause.getOffset()));
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
