package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.OperatorAction;
import io.orderpipeline.schema.ledger.OperatorActionKind;
import io.orderpipeline.schema.ledger.TransactionState;
import java.util.Optional;

/** What a row says of operators, held against the events that say what operators did. */
final class Interventions {

    private Interventions() {}

    /** Whether an event says what the row says; a row that operators did not touch says nothing. */
    static boolean explain(LedgerRow row, Facts facts) {
        Optional<OperatorAction> action = row.getAction();
        boolean resolved = row.getState() == TransactionState.RESOLVED;
        if (action.isEmpty()) {
            return !resolved;
        }
        return (!resolved || action.get().getKind() == OperatorActionKind.RESOLVED)
                && facts.interventions().stream().anyMatch(event -> says(event, action.get()));
    }

    private static boolean says(OutcomeRecord.Event event, OperatorAction action) {
        return event.handledAtMs() == action.getActedAt().toEpochMilli()
                && event.fact().intervention().stream()
                        .anyMatch(
                                each ->
                                        each.kind() == action.getKind()
                                                && each.operator().equals(action.getOperator())
                                                && each.reason().equals(action.getReason()));
    }
}
