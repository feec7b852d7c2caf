package io.orderpipeline.order.compensation;

import java.util.List;

/**
 * What an observation or a deadline leads to: the transaction as it is then, and what is asked of
 * others.
 */
public record Step(Transaction transaction, List<Output> outputs) {

    public Step {
        outputs = List.copyOf(outputs);
    }

    static Step to(Transaction transaction) {
        return new Step(transaction, List.of());
    }

    static Step to(Transaction transaction, Output output) {
        return new Step(transaction, List.of(output));
    }
}
