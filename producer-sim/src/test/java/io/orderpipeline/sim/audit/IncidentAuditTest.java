package io.orderpipeline.sim.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.Incident;
import io.orderpipeline.sim.traffic.Lot;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.SentKind;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The night that the pipeline is built for, as a pipeline without faults goes through it. */
class IncidentAuditTest {

    private final Traffic traffic = new Traffic(TrafficOptions.of(Scenario.INCIDENT, 11, 400));
    private final ReferenceRun run = ReferenceRun.of(traffic);

    @Test
    void every_untracked_transaction_is_settled_as_planned() {
        AuditReport report = Judge.judge(run.evidence(), List.of());

        assertThat(report.invariants()).allMatch(AuditRow::ok);
        Incident incident = traffic.incident().orElseThrow();
        int waits = incident.orders(Lot.WAITS);
        int captured = incident.captured();
        int dropped = incident.dropped();
        assertThat(report.transactions())
                .isEqualTo(
                        new TransactionCounts(
                                captured,
                                captured - dropped,
                                dropped,
                                waits,
                                dropped - waits,
                                0,
                                0,
                                0,
                                0));
    }

    @Test
    void an_order_is_judged_although_a_confirmation_came_late() {
        String order =
                run.sent.stream()
                        .filter(each -> each.kind().equals(SentKind.LATE_ORIGINAL.id()))
                        .map(Line.Sent::order)
                        .filter(this::planned)
                        .findFirst()
                        .orElseThrow();
        run.plans.replaceAll(plan -> plan.order().equals(order) ? later(plan) : plan);

        assertThat(Judge.judge(run.evidence(), List.of()).invariants())
                .filteredOn(row -> !row.ok())
                .singleElement()
                .satisfies(row -> assertThat(row.id()).isEqualTo("P"))
                .satisfies(row -> assertThat(row.detail()).contains(order + " is "));
    }

    private boolean planned(String order) {
        return run.plans.stream().anyMatch(plan -> plan.order().equals(order));
    }

    private static Line.Planned later(Line.Planned was) {
        return new Line.Planned(was.order(), was.records(), was.status(), was.version() + 1);
    }
}
