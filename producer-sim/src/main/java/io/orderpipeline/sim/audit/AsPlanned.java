package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.sim.ledger.Fate;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * P: each acknowledged record ended as its plan foresaw, and each order whose records were all
 * acknowledged stands where its plan ends. A command whose id was on the topic before (sent by an
 * attempt that timed out, or by an earlier run with this seed) must be a duplicate instead.
 */
final class AsPlanned implements Invariant {

    private record Standing(OrderStatus status, long version) {}

    @Override
    public String id() {
        return "P";
    }

    @Override
    public String title() {
        return "as planned";
    }

    @Override
    public boolean needsSubjects() {
        return false;
    }

    @Override
    public void check(Evidence evidence, Index index, Violations violations) {
        if (evidence.ledgers().isEmpty()) {
            violations.note("no ledger: not checked");
            return;
        }
        Set<Position> repeated = repeated(evidence.log());
        Map<String, Standing> standings = standings(evidence.log());
        for (Ledger ledger : evidence.ledgers()) {
            Map<String, Integer> acknowledged = new HashMap<>();
            for (Line.Sent sent : ledger.records()) {
                if (sent.fate() == Fate.ACKNOWLEDGED) {
                    acknowledged.merge(sent.order(), 1, Integer::sum);
                    record(sent, index, repeated, violations);
                }
            }
            for (Line.Planned plan : ledger.plans()) {
                if (acknowledged.getOrDefault(plan.order(), 0) == plan.records()) {
                    order(plan, standings, violations);
                }
            }
        }
    }

    private static Set<Position> repeated(Log log) {
        Set<String> seen = new HashSet<>();
        Set<Position> repeated = new HashSet<>();
        for (CommandRecord command : log.commands()) {
            command.body()
                    .filter(body -> !seen.add(body.orderId() + "/" + body.commandId()))
                    .ifPresent(body -> repeated.add(command.at()));
        }
        return repeated;
    }

    private static Map<String, Standing> standings(Log log) {
        Map<String, Standing> standings = new HashMap<>();
        for (OutcomeRecord.Event event : log.events()) {
            Optional<OrderStatus> before =
                    Optional.ofNullable(standings.get(event.orderId())).map(Standing::status);
            OrderStatus status = Transitions.next(before, event.type()).orElse(OrderStatus.UNKNOWN);
            standings.put(event.orderId(), new Standing(status, event.version()));
        }
        return standings;
    }

    private static void record(
            Line.Sent sent, Index index, Set<Position> repeated, Violations violations) {
        Position at = Ledgered.at(sent);
        List<OutcomeRecord> outcomes = index.outcomesOf(at);
        if (outcomes.isEmpty()) {
            return; // lost or not yet handled: I1 says so
        }
        violations.checked();
        Outcome planned = Outcome.parse(sent.expected());
        Outcome expected = planned.handled() && repeated.contains(at) ? Outcome.DUPLICATE : planned;
        Outcome found = outcomes.get(0).outcome();
        violations.require(
                found.equals(expected),
                () ->
                        sent.command()
                                + " ("
                                + sent.kind()
                                + ") at "
                                + at
                                + " ended as "
                                + found.text()
                                + ", planned was "
                                + expected.text());
    }

    private static void order(
            Line.Planned plan, Map<String, Standing> standings, Violations violations) {
        violations.checked();
        Standing expected = new Standing(OrderStatus.valueOf(plan.status()), plan.version());
        Standing found = standings.get(plan.order());
        violations.require(
                expected.equals(found),
                () ->
                        plan.order()
                                + " is "
                                + (found == null ? "nowhere" : text(found))
                                + ", planned was "
                                + text(expected));
    }

    private static String text(Standing standing) {
        return standing.status() + " at version " + standing.version();
    }
}
