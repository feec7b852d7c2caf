package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The part of I9 that is about time: nothing is compensated before its deadline, and nothing waits
 * much longer than it.
 */
final class Deadlines {

    private Deadlines() {}

    static void check(Evidence evidence, Payments payments, Violations violations) {
        for (Facts facts : payments.all()) {
            facts.capture()
                    .map(capture -> evidence.horizon().payments().due(time(capture.timestampMs())))
                    .ifPresent(due -> notBefore(due, facts, violations));
            Optional.ofNullable(evidence.rows().get(facts.key()))
                    .flatMap(RowRecord::row)
                    .ifPresent(row -> notForEver(row, facts, evidence.horizon(), violations));
        }
    }

    private static void notBefore(Instant due, Facts facts, Violations violations) {
        for (CompensationRecord compensation : facts.compensations()) {
            compensation
                    .issue()
                    .map(issue -> time(issue.issuedAtMs()))
                    .filter(issued -> issued.isBefore(due))
                    .ifPresent(
                            issued ->
                                    violations.found(
                                            compensation.describe()
                                                    + " was issued at "
                                                    + issued
                                                    + ", before its deadline at "
                                                    + due));
        }
    }

    private static void notForEver(
            LedgerRow row, Facts facts, Evidence.Horizon horizon, Violations violations) {
        waitsSince(row.getState(), facts)
                .filter(since -> horizon.now().isAfter(horizon.payments().overdue(since)))
                .ifPresent(
                        since ->
                                violations.found(
                                        facts.key()
                                                + " is still "
                                                + row.getState()
                                                + " at "
                                                + horizon.now()
                                                + ", its deadline was at "
                                                + horizon.payments().due(since)));
    }

    /** Absent when it waits for no deadline, or no record says since when. */
    private static Optional<Instant> waitsSince(TransactionState state, Facts facts) {
        return switch (state) {
            case PENDING -> facts.capture().map(capture -> time(capture.timestampMs()));
            case CITED -> cited(facts);
            default -> Optional.empty();
        };
    }

    /** An operator may have it wait anew. */
    private static Optional<Instant> cited(Facts facts) {
        LongStream times =
                Stream.of(facts.payments(), facts.givenBack(), facts.interventions())
                        .flatMap(events -> events.stream())
                        .mapToLong(OutcomeRecord.Event::handledAtMs);
        return facts.cited()
                ? times.boxed().max(Long::compare).map(Deadlines::time)
                : Optional.empty();
    }

    private static Instant time(long ms) {
        return Instant.ofEpochMilli(ms);
    }
}
