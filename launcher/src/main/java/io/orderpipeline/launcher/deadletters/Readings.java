package io.orderpipeline.launcher.deadletters;

import io.orderpipeline.order.Cause;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.CommandWire;
import io.orderpipeline.wire.JournalWire;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Reads the records of letters with the current schemas, and judges them as the app does. */
final class Readings implements Function<Letter, Reading> {

    private final Map<String, Function<byte[], SpecificRecord>> decoders;

    Readings(Wire wire) {
        decoders =
                Map.of(
                        Topics.ORDER_COMMAND.name(), wire::command,
                        Topics.ORDER_EVENT.name(), wire::event,
                        Topics.ORDER_REJECTION.name(), wire::rejection,
                        Topics.PAYMENT_TRANSACTION.name(), wire::transaction,
                        Topics.ORDER_COMPENSATION.name(), wire::compensation,
                        Topics.PAYMENT_REFUND.name(), wire::refundRequest);
    }

    @Override
    public Reading apply(Letter letter) {
        byte[] value = letter.content().value();
        if (value == null) {
            return Reading.unreadable("the record has no value");
        }
        Function<byte[], SpecificRecord> decoder = decoders.get(letter.source().topic());
        if (decoder == null) {
            return Reading.unreadable("no schema is known for topic " + letter.source().topic());
        }
        try {
            SpecificRecord record = decoder.apply(value);
            return new Reading(Optional.of(record), problem(record, letter));
        } catch (UndecodableRecordException e) {
            return Reading.unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** Why the app would give up on it although it can be decoded. */
    private static Optional<String> problem(SpecificRecord record, Letter letter) {
        RecordPlace source = letter.source();
        try {
            if (record instanceof OrderCommand command) {
                Cause cause = new Cause(source.topic(), source.partition(), source.offset());
                Object unused = CommandWire.read(command, cause, letter.failedAt());
            } else if (record instanceof PaymentTransaction entry) {
                Object unused = JournalWire.read(entry, letter.failedAt());
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
