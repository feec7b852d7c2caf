package io.orderpipeline.sim.mapstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderpipeline.sim.mapstore.comparison.Losses;
import io.orderpipeline.sim.traffic.Incident;
import io.orderpipeline.sim.traffic.Mischief;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MapStoreRunTest {

    private static final int ORDERS = 300;

    @Test
    void without_mischief_crowd_or_crash_nothing_is_lost() throws InterruptedException {
        MapStoreResult calm = run(Scenario.CALM, OptionalDouble.empty(), 2_000, 1);

        assertThat(calm.losses()).isEqualTo(new Losses(0, 0, 0, 0));
        assertThat(calm.ordersPlaced()).isEqualTo(ORDERS);
        assertThat(calm.transactionsCaptured()).isPositive();
        assertThat(calm.overwritten()).isZero();
        assertThat(calm.requests().applied()).isEqualTo(calm.requests().sent());
    }

    @Test
    void a_crowd_without_mischief_or_crash_loses_nothing() throws InterruptedException {
        MapStoreResult calm = run(Scenario.CALM, OptionalDouble.empty(), 20, 4_096);

        assertThat(calm.losses()).isEqualTo(new Losses(0, 0, 0, 0));
        assertThat(calm.requests().applied()).isEqualTo(calm.requests().sent());
    }

    @Test
    void one_client_at_a_time_whose_resubmits_come_late_loses_updates_without_any_race()
            throws InterruptedException {
        MapStoreResult result = run(Scenario.MISCHIEF, OptionalDouble.empty(), 10_000, 1);

        assertThat(result.losses().updatesLost()).isPositive();
        assertThat(result.losses().ordersLost()).isZero();
        assertThat(result.overwritten()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"MISCHIEF", "INCIDENT"})
    void a_crowd_with_mischief_and_a_crash_ends_with_figures_that_agree(Scenario scenario)
            throws InterruptedException {
        MapStoreResult result = run(scenario, OptionalDouble.of(0.5), 10, 4_096);

        MapStoreResult.Requests requests = result.requests();
        assertThat(requests.sent())
                .isEqualTo(
                        requests.applied()
                                + requests.duplicates()
                                + requests.refused()
                                + requests.unanswered());
        assertThat(requests.unanswered()).isPositive();
        assertThat(result.losses().ordersLost()).isLessThanOrEqualTo(result.ordersPlaced());
        assertThat(result.losses().updatesLost()).isLessThanOrEqualTo(requests.applied());
        assertThat(result.losses().paymentsAppliedTwice()).isLessThan(requests.applied());
        assertThat(result.losses().transactionsUntracked())
                .isLessThanOrEqualTo(result.transactionsCaptured());
        assertThat(result.overwritten()).isPositive();
    }

    /** Without a race or a crash, what is untracked is what no confirmation ever told of. */
    @Test
    void the_dropped_confirmations_of_the_incident_leave_their_captures_untracked()
            throws InterruptedException {
        Mischief none = Scenario.CALM.mischief();
        TrafficOptions traffic = new TrafficOptions(42, ORDERS, none, true);
        Incident incident = new Traffic(traffic).incident().orElseThrow();

        MapStoreResult result =
                MapStoreRun.run(new MapStoreOptions(traffic, OptionalDouble.empty(), 10_000, 1));

        assertThat(result.transactionsCaptured()).isEqualTo(incident.captured());
        assertThat(result.losses().transactionsUntracked())
                .isBetween(
                        (long) incident.dropped() - incident.lateOriginals(),
                        (long) incident.dropped() + result.losses().updatesLost());
    }

    @Test
    void the_document_holds_the_losses_at_its_top() throws InterruptedException {
        MapStoreResult result = run(Scenario.CALM, OptionalDouble.empty(), 10_000, 64);

        JsonNode json = new ObjectMapper().valueToTree(result);

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "ordersLost",
                        "paymentsAppliedTwice",
                        "updatesLost",
                        "transactionsUntracked",
                        "ordersPlaced",
                        "transactionsCaptured",
                        "requests",
                        "overwritten",
                        "seconds");
    }

    @Test
    void an_interrupted_run_ends_at_once_and_leaves_no_threads() throws InterruptedException {
        CompletableFuture<MapStoreResult> result = new CompletableFuture<>();
        Thread running = new Thread(() -> runForLong(result), "test-run");
        running.start();
        Eventually.await("requests under way", () -> threads() >= 10);

        running.interrupt();

        assertThatThrownBy(result::get).hasCauseInstanceOf(InterruptedException.class);
        Eventually.await("the end of all threads", () -> threads() == 0);
    }

    private static void runForLong(CompletableFuture<MapStoreResult> result) {
        try {
            result.complete(run(Scenario.MISCHIEF, OptionalDouble.empty(), 1, 4_096));
        } catch (InterruptedException e) {
            result.completeExceptionally(e);
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("map-store-"))
                .count();
    }

    private static MapStoreResult run(
            Scenario scenario, OptionalDouble crash, int speedUp, int clients)
            throws InterruptedException {
        TrafficOptions traffic = TrafficOptions.of(scenario, 42, ORDERS);
        return MapStoreRun.run(new MapStoreOptions(traffic, crash, speedUp, clients));
    }
}
