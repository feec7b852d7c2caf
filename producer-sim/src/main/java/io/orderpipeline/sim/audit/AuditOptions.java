package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.traffic.Limits;
import io.orderpipeline.topic.Applications;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that one audit needs to know.
 *
 * @param connection where the pipeline is
 * @param applications whose groups, transactions and changelogs to look at
 * @param ledgers the ledgers to hold against the topics
 * @param settle how long to wait at most until nothing is under way
 * @param memory what the decider remembers
 * @param payments how long the tracker lets a payment wait
 * @param app whom to ask for the views; absent to leave them out
 */
public record AuditOptions(
        Connection connection,
        Applications applications,
        LedgerFiles ledgers,
        Duration settle,
        DeciderMemory memory,
        PaymentDeadline payments,
        Optional<App> app) {

    /**
     * An instance of the app, which knows who has the views.
     *
     * @param named whether somebody chose it: then it must answer, or there is no audit
     */
    public record App(URI url, boolean named) {}

    /** How long to wait unless told otherwise. */
    public static final Duration DEFAULT_SETTLE = Duration.ofSeconds(60);

    public AuditOptions {
        Limits.count("--settle", settle.toSeconds(), 0, 86_400);
    }

    /** Of a tracker with the default deadline. */
    public AuditOptions(
            Connection connection,
            Applications applications,
            LedgerFiles ledgers,
            Duration settle,
            DeciderMemory memory) {
        this(
                connection,
                applications,
                ledgers,
                settle,
                memory,
                PaymentDeadline.DEFAULT,
                Optional.empty());
    }

    /** With these ledgers, each of which must fit; everything else by default. */
    public static AuditOptions of(Connection connection, List<Path> ledgers) {
        return new AuditOptions(
                connection,
                Applications.DEFAULT,
                LedgerFiles.named(ledgers),
                DEFAULT_SETTLE,
                DeciderMemory.DEFAULT);
    }

    /** The same for a tracker that waits so long. */
    public AuditOptions withPaymentDeadline(Duration deadline, Duration patience) {
        return new AuditOptions(
                connection,
                applications,
                ledgers,
                settle,
                memory,
                new PaymentDeadline(deadline, patience),
                app);
    }

    /** The same, and the views are compared, too. */
    public AuditOptions withApp(URI instance) {
        return new AuditOptions(
                connection,
                applications,
                ledgers,
                settle,
                memory,
                payments,
                Optional.of(new App(instance, true)));
    }

    /** The same, waiting this long at most for what is under way. */
    public AuditOptions withSettle(Duration patience) {
        return new AuditOptions(connection, applications, ledgers, patience, memory, payments, app);
    }
}
