package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.gateway.Connection;
import io.orderpipeline.sim.traffic.Limits;
import io.orderpipeline.topic.Applications;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * All that one audit needs to know.
 *
 * @param connection where the pipeline is
 * @param applications whose groups, transactions and changelog to look at
 * @param ledgers the ledgers to hold against the topics; none is to audit the topics alone
 * @param settle how long to wait at most until nothing is under way
 * @param closedRetention how long the decider keeps the state of a closed order
 */
public record AuditOptions(
        Connection connection,
        Applications applications,
        List<Path> ledgers,
        Duration settle,
        Duration closedRetention) {

    /** How long to wait unless told otherwise. */
    public static final Duration DEFAULT_SETTLE = Duration.ofSeconds(60);

    /** The decider's own default. */
    public static final Duration DEFAULT_CLOSED_RETENTION = Duration.ofDays(7);

    public AuditOptions {
        Limits.count("--settle", settle.toSeconds(), 0, 86_400);
        if (closedRetention.isNegative()) {
            throw Limits.refused("--closed-retention", closedRetention.toString(), "0s or longer");
        }
        ledgers = List.copyOf(ledgers);
    }

    /** Everything else by default. */
    public static AuditOptions of(Connection connection, List<Path> ledgers) {
        return new AuditOptions(
                connection,
                Applications.DEFAULT,
                ledgers,
                DEFAULT_SETTLE,
                DEFAULT_CLOSED_RETENTION);
    }
}
