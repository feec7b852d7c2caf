package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.sim.ledger.Fate;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.Outcome;
import io.orderpipeline.sim.traffic.SentKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * P: each acknowledged record ended as its plan foresaw, and each order whose records were all
 * acknowledged stands where its plan ends. A command whose id was on the topic before (sent by an
 * attempt that timed out, or by an earlier run with this seed) must be a duplicate instead. Where
 * captures stand is told by {@link CapturesEnd}.
 */
final class AsPlanned implements Invariant {

    private record Standing(Optional<OrderStatus> status, long version) {}

    @Override
    public String id() {
        return "P";
    }

    @Override
    public String title() {
        return "as planned";
    }

    @Override
    public boolean needsSubjects(Evidence evidence) {
        return false;
    }

    @Override
    public void check(Evidence evidence, Index index, Violations violations) {
        if (evidence.ledgers().isEmpty()) {
            violations.note("no ledger: not checked");
            return;
        }
        Set<Place> repeated = repeated(evidence.log());
        Map<String, Standing> standings = standings(evidence);
        CapturesEnd captures = CapturesEnd.of(evidence, index.payments());
        for (Ledger ledger : evidence.ledgers()) {
            Map<String, Integer> acknowledged = new HashMap<>();
            for (Line.Sent sent : ledger.records()) {
                if (sent.fate() == Fate.ACKNOWLEDGED) {
                    if (!sent.kind().equals(SentKind.LATE_ORIGINAL.id())) { // in no order's plan
                        acknowledged.merge(sent.order(), 1, Integer::sum);
                    }
                    record(sent, index, repeated, captures, violations);
                }
            }
            for (Line.Planned plan : ledger.plans()) {
                if (acknowledged.getOrDefault(plan.order(), 0) == plan.records()
                        && !captures.open(plan.order())) {
                    order(plan, standings, violations);
                }
            }
        }
        captures.check(violations);
    }

    private static Set<Place> repeated(Log log) {
        Set<String> seen = new HashSet<>();
        Set<Place> repeated = new HashSet<>();
        for (CommandRecord command : log.commands()) {
            command.body()
                    .filter(body -> !seen.add(body.orderId() + "/" + body.commandId()))
                    .ifPresent(body -> repeated.add(command.at()));
        }
        return repeated;
    }

    /** What operators say beside a plan adds versions that are not in it: they do not count. */
    private static Map<String, Standing> standings(Evidence evidence) {
        Set<Place> planned = planned(evidence.ledgers());
        Map<String, Standing> standings = new HashMap<>();
        Map<String, Long> unplanned = new HashMap<>();
        for (OutcomeRecord.Event event : evidence.log().events()) {
            Standing before = standings.get(event.orderId());
            Optional<OrderStatus> status = before == null ? Optional.empty() : before.status();
            Optional<OrderStatus> next =
                    Transitions.legal(status, event.type())
                            ? Transitions.after(status, event.type())
                            : Optional.of(OrderStatus.UNKNOWN);
            boolean aside =
                    event.fact().intervention().isPresent() && !planned.contains(event.cause());
            long besides = unplanned.merge(event.orderId(), aside ? 1L : 0L, Long::sum);
            standings.put(event.orderId(), new Standing(next, event.version() - besides));
        }
        return standings;
    }

    private static Set<Place> planned(List<Ledger> ledgers) {
        return ledgers.stream()
                .flatMap(ledger -> ledger.records().stream())
                .filter(sent -> sent.fate() == Fate.ACKNOWLEDGED)
                .map(Ledgered::at)
                .collect(Collectors.toSet());
    }

    private static void record(
            Line.Sent sent,
            Index index,
            Set<Place> repeated,
            CapturesEnd captures,
            Violations violations) {
        Place at = Ledgered.at(sent);
        List<OutcomeRecord> outcomes = index.outcomesOf(at);
        if (outcomes.isEmpty()) {
            return; // lost or not yet handled: I1 says so
        }
        violations.checked();
        Outcome planned = Outcome.parse(sent.expected());
        Outcome expected = planned.handled() && repeated.contains(at) ? Outcome.DUPLICATE : planned;
        Outcome found = outcomes.get(0).outcome();
        violations.require(
                found.equals(expected) || captures.overtook(sent.order(), expected, found),
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
        Standing expected =
                new Standing(Optional.of(OrderStatus.valueOf(plan.status())), plan.version());
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
        return standing.status().map(Enum::name).orElse("never placed")
                + " at version "
                + standing.version();
    }
}
