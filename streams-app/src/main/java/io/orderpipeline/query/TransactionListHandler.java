package io.orderpipeline.query;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orderpipeline.query.reply.Choices;
import io.orderpipeline.query.reply.Parameters;
import io.orderpipeline.query.routing.Gather;
import io.orderpipeline.schema.ledger.TransactionState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /transactions} and {@code GET /compensations}: payment transactions in one state,
 * those first that have been in it longest.
 */
final class TransactionListHandler implements Handler {

    private static final String STATE = "state";
    private static final String OLDER_THAN = "olderThan";

    private final Kind kind;
    private final Selections selections;
    private final Gather gather;
    private final Clock clock;

    /**
     * What a resource lists.
     *
     * @param member its name, in paths and documents
     * @param standard the state when none is asked for; without it, one must be
     */
    private record Kind(
            String member,
            Choices<TransactionState> states,
            Optional<TransactionState> standard,
            Set<String> filters) {

        Set<String> names() {
            Set<String> names = new HashSet<>(filters);
            names.addAll(Set.of(Page.LIMIT, Page.CURSOR));
            return names;
        }
    }

    private TransactionListHandler(Kind kind, Selections selections, Gather gather, Clock clock) {
        this.kind = kind;
        this.selections = selections;
        this.gather = gather;
        this.clock = clock;
    }

    /** Every transaction that the ledger has. */
    static TransactionListHandler ofTransactions(
            Selections selections, Gather gather, Clock clock) {
        Choices<TransactionState> all = new Choices<>(List.of(TransactionState.values()));
        Kind kind = new Kind("transactions", all, Optional.empty(), Set.of(STATE, OLDER_THAN));
        return new TransactionListHandler(kind, selections, gather, clock);
    }

    /** Those off the happy path. */
    static TransactionListHandler ofCompensations(
            Selections selections, Gather gather, Clock clock) {
        Kind kind =
                new Kind(
                        "compensations",
                        new Choices<>(selections.offPath()),
                        Optional.of(TransactionState.ESCALATED),
                        Set.of(STATE));
        return new TransactionListHandler(kind, selections, gather, clock);
    }

    @Override
    public void handle(Context request) {
        Parameters given = new Parameters(request, kind.names());
        Optional<TransactionState> state =
                given.parsed(STATE, kind.states().rule(), kind.states()::named);
        if (!given.has(STATE) && kind.standard().isEmpty()) {
            given.refuse(STATE, "must be given: " + kind.states().rule());
        }
        TransactionState wanted = state.or(kind::standard).orElse(TransactionState.ESCALATED);
        Optional<Duration> age = given.duration(OLDER_THAN);
        Optional<Instant> before = age.map(clock.instant()::minus);
        String query = kind.member() + " " + wanted + " " + age;
        new Page(request, given, query)
                .answer(
                        kind.member(),
                        gather,
                        (behind, limit) -> selections.transactions(wanted, before, behind, limit));
    }
}
