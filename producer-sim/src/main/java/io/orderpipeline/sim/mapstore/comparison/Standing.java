package io.orderpipeline.sim.mapstore.comparison;

import io.orderpipeline.schema.state.OrderStatus;
import java.util.Optional;

/**
 * How an order stands in the end.
 *
 * @param status its status
 * @param transactionId the transaction that it says paid it
 */
public record Standing(OrderStatus status, Optional<String> transactionId) {

    boolean cites(String transaction) {
        return transactionId.filter(transaction::equals).isPresent();
    }
}
