package io.orderpipeline.registry;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.compensation.Compensation;
import io.orderpipeline.schema.deadletter.DeadLetterAction;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.generation.GenerationTable;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.refund.RefundRequest;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.schema.state.OrderState;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.util.List;

/** What this program publishes: one subject for each topic with Avro values. */
public final class Subjects {

    /**
     * Subjects of the shared topics. {@code order.dead-letter} has none, because its values are
     * those of the failing records.
     */
    public static final List<Subject> ALL =
            List.of(
                    Subject.ofValues(Topics.ORDER_COMMAND.name(), OrderCommand.getClassSchema()),
                    Subject.ofValues(Topics.ORDER_EVENT.name(), OrderEvent.getClassSchema()),
                    Subject.ofValues(
                            Topics.ORDER_REJECTION.name(), OrderRejection.getClassSchema()),
                    Subject.ofValues(
                            Topics.PAYMENT_TRANSACTION.name(), PaymentTransaction.getClassSchema()),
                    Subject.ofValues(
                            Topics.ORDER_COMPENSATION.name(), Compensation.getClassSchema()),
                    Subject.ofValues(Topics.PAYMENT_REFUND.name(), RefundRequest.getClassSchema()),
                    Subject.ofValues(
                            Topics.ORDER_GENERATION.name(), GenerationTable.getClassSchema()),
                    Subject.ofValues(
                            Topics.ORDER_DEAD_LETTER_ACTION.name(),
                            DeadLetterAction.getClassSchema()));

    private Subjects() {}

    /** Subject of the changelog behind the decider's store. */
    public static Subject ordersChangelog(Applications applications) {
        return Subject.ofValues(applications.ordersChangelog(), OrderState.getClassSchema());
    }

    /** Subject of the changelog behind the tracker's store. */
    public static Subject ledgerChangelog(Applications applications) {
        return Subject.ofValues(applications.ledgerChangelog(), LedgerRow.getClassSchema());
    }

    /**
     * Subject of the values in the views' store of orders, whatever the generation. They stand in
     * no topic; the store's name takes its place.
     */
    public static Subject orderView() {
        return Subject.ofValues(Applications.ORDER_VIEW_STORE, OrderView.getClassSchema());
    }
}
