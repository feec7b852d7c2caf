package io.orderpipeline.launcher.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderpipeline.sim.SimulationResult;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.audit.TransactionCounts;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.Settlement;
import io.orderpipeline.sim.mapstore.MapStoreResult;
import io.orderpipeline.sim.mapstore.comparison.Losses;
import io.orderpipeline.sim.reads.ReadingResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demo came to, and the document that {@code --json} writes.
 *
 * @param result what the simulation did and saw
 * @param reads what was asked over HTTP meanwhile
 * @param transactions where the payment transactions are, by the auditor
 * @param ends what pipeline and map store lost, by the same rules
 * @param crashes each kill -9, and what it took to recover
 * @param invariants the auditor's rows, and the orders read over HTTP
 */
record DemoReport(
        @JsonIgnore SimulationResult result,
        ReadingResult reads,
        TransactionCounts transactions,
        @JsonIgnore Ends ends,
        List<Crash.Told> crashes,
        List<AuditRow> invariants,
        Addresses addresses) {

    private static final Losses NOTHING = new Losses(0, 0, 0, 0);

    DemoReport {
        crashes = List.copyOf(crashes);
        invariants = List.copyOf(invariants);
    }

    /**
     * What each of the two ended with.
     *
     * @param dropped captures whose confirmation was dropped
     */
    record Ends(long dropped, Losses pipeline, MapStoreResult mapStore) {}

    /** Where to look, while the demo is up. */
    record Addresses(String http, String bootstrap, String registry, String ledger) {

        Addresses(AppProcess app, Connection connection, DemoFolder folder) {
            this(
                    app.http().toString(),
                    connection.bootstrap(),
                    connection.registry(),
                    folder.ledger().toString());
        }
    }

    @JsonProperty
    long seed() {
        return result.seed();
    }

    @JsonProperty
    int orders() {
        return result.orders();
    }

    @JsonProperty
    SimulationResult.Commands commands() {
        return result.commands();
    }

    @JsonProperty
    SimulationResult.Throughput throughput() {
        return result.throughput();
    }

    /**
     * From sending a command to its event being readable under read_committed; the time in which
     * the app was down is in it.
     */
    @JsonProperty
    Settlement.Latency latencyMs() {
        return result.latencyMs();
    }

    /** From the last fault to zero untracked; null when some are left. */
    @JsonProperty
    @Nullable Double recoverySeconds() {
        return result.recoverySeconds();
    }

    /** What the pipeline lost, by the rules that count for the map store. */
    @JsonProperty
    Losses pipeline() {
        return ends.pipeline();
    }

    @JsonProperty
    MapStoreResult mapStore() {
        return ends.mapStore();
    }

    @JsonProperty
    boolean settled() {
        return result.settled();
    }

    /** Whether all that was promised came true. */
    @JsonProperty
    boolean ok() {
        return problems().isEmpty();
    }

    /**
     * What did not come true of this: everything settled, every row is green, nothing is lost, and
     * exactly the transactions whose confirmations were dropped were recovered or refunded. On a
     * slow machine others may be taken for untracked meanwhile, which must be without effect.
     */
    @JsonProperty
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        List<String> red = invariants.stream().filter(row -> !row.ok()).map(AuditRow::id).toList();
        long settled = transactions.recovered() + transactions.refunded();
        unless(settled(), "not everything settled in time", problems);
        unless(red.isEmpty(), "red: " + red, problems);
        unless(
                transactions.untracked() - transactions.late() == ends.dropped()
                        && settled == ends.dropped(),
                "%,d confirmations were dropped, %,d payments untracked without one, %,d recovered or refunded"
                        .formatted(
                                ends.dropped(),
                                transactions.untracked() - transactions.late(),
                                settled),
                problems);
        unless(
                transactions.pending() == 0 && transactions.escalated() == 0,
                "%,d payments are pending, %,d escalated"
                        .formatted(transactions.pending(), transactions.escalated()),
                problems);
        unless(pipeline().equals(NOTHING), "the pipeline lost: " + pipeline(), problems);
        return problems;
    }

    private static void unless(boolean holds, String problem, List<String> problems) {
        if (!holds) {
            problems.add(problem);
        }
    }
}
