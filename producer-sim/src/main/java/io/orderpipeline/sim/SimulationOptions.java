package io.orderpipeline.sim;

import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.gateway.GatewayFaults;
import io.orderpipeline.sim.traffic.Limits;
import io.orderpipeline.sim.traffic.Mischief;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that one simulation needs to know.
 *
 * @param traffic what is sent
 * @param connection where to
 * @param ratePerSecond records per second; 0 is as fast as possible
 * @param settle how long to wait in the end for outcomes; zero is not at all
 * @param ledger where to keep the ledger; absent is a new file in the usual folder
 */
public record SimulationOptions(
        TrafficOptions traffic,
        Connection connection,
        int ratePerSecond,
        Duration settle,
        Optional<Path> ledger) {

    /** Records per second unless told otherwise: brisk, and gentle enough for a laptop. */
    public static final int DEFAULT_RATE = 2_000;

    /**
     * How long to wait in the end unless told otherwise: three times as long as the tracker waits
     * for a confirmation unless told otherwise, since refunds come after that.
     */
    public static final Duration DEFAULT_SETTLE = Duration.ofMinutes(3);

    public SimulationOptions {
        Limits.count("--rate", ratePerSecond, 0, 1_000_000);
        Limits.count("--settle", settle.toSeconds(), 0, 86_400);
    }

    /** Everything else by default. */
    public static SimulationOptions of(TrafficOptions traffic, Connection connection) {
        return new SimulationOptions(
                traffic, connection, DEFAULT_RATE, DEFAULT_SETTLE, Optional.empty());
    }

    /** What goes wrong at the payment gateway, of which this many refunds are expected. */
    GatewayFaults gatewayFaults(int refundsExpected) {
        return traffic.incident()
                ? GatewayFaults.incident(traffic.seed(), refundsExpected)
                : GatewayFaults.NONE;
    }

    /** For the ledger's header. */
    Map<String, Object> described() {
        Mischief mischief = traffic.mischief();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("orders", traffic.orders());
        all.put("incident", traffic.incident());
        all.put("rate", ratePerSecond);
        all.put("duplicates", mischief.duplicates());
        all.put("resubmits", mischief.resubmits());
        all.put("stale-versions", mischief.staleVersions());
        all.put("reorder", mischief.reorder());
        all.put("id-reuse", mischief.idReuse());
        all.put("invalid", mischief.invalid());
        all.put("late", mischief.late());
        all.put("poison", mischief.poison());
        all.put("strays", mischief.strays());
        return all;
    }
}
