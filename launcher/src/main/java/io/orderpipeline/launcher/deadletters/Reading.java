package io.orderpipeline.launcher.deadletters;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the current schemas and rules make of a letter's record.
 *
 * @param record absent when it cannot be decoded
 * @param problem what would make the app give up on it again
 */
record Reading(Optional<SpecificRecord> record, Optional<String> problem) {

    static Reading unreadable(String problem) {
        return new Reading(Optional.empty(), Optional.of(problem));
    }

    Optional<OrderCommand> command() {
        return record.filter(OrderCommand.class::isInstance).map(OrderCommand.class::cast);
    }

    Optional<PaymentTransaction> journaled() {
        return record.filter(PaymentTransaction.class::isInstance)
                .map(PaymentTransaction.class::cast);
    }

    /** The order that the record addresses, which must be its key. */
    Optional<String> orderId() {
        return command()
                .map(OrderCommand::getOrderId)
                .or(() -> journaled().map(PaymentTransaction::getOrderId));
    }
}
