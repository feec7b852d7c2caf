package io.orderpipeline.order.decision;

import static io.orderpipeline.order.decision.Decision.accept;

import io.orderpipeline.order.command.Command;
import io.orderpipeline.order.command.Operator;
import io.orderpipeline.order.command.ResolveCompensation;
import io.orderpipeline.order.command.RetryCompensation;
import io.orderpipeline.order.event.OrderEvent.CompensationResolved;
import io.orderpipeline.order.event.OrderEvent.CompensationRetried;

/**
 * What operators do is recorded whatever the order's status: it concerns a transaction, and the
 * tracker, which knows the transaction, acts on it or not.
 */
interface Interventions extends Command.Cases<Decision> {

    @Override
    default Decision retryCompensation(RetryCompensation command) {
        Operator by = command.by();
        return accept(new CompensationRetried(command.transactionId(), by.name(), by.reason()));
    }

    @Override
    default Decision resolveCompensation(ResolveCompensation command) {
        Operator by = command.by();
        return accept(new CompensationResolved(command.transactionId(), by.name(), by.reason()));
    }
}
