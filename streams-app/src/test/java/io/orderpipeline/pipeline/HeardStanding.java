package io.orderpipeline.pipeline;

import io.orderpipeline.order.compensation.Transaction;
import io.orderpipeline.order.compensation.TransactionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what the tracker told of its ledger. */
final class HeardStanding implements LedgerWatch {

    private Standing last = new Standing(Map.of(), Optional.empty(), Optional.empty());
    final List<String> moves = new ArrayList<>();

    @Override
    public void standing(int partition, Standing standing) {
        last = standing;
    }

    @Override
    public void moved(Transaction before, Transaction after) {
        moves.add(before.state() + " -> " + after.state());
    }

    @Override
    public void gone(int partition) {
        last = new Standing(Map.of(), Optional.empty(), Optional.empty());
    }

    Standing last() {
        return last;
    }

    long count(TransactionState state) {
        return last.counts().getOrDefault(state, 0L);
    }
}
