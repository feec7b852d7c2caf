package io.orderpipeline.runtime;

import io.orderpipeline.query.RoleHealth;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.serving.RestoreProgress;
import io.orderpipeline.serving.ViewsSource;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One role's Kafka Streams application with what watches over it. Started and stopped by the app;
 * its health may be asked by any thread.
 */
final class HostedRole {

    private static final Logger LOG = LoggerFactory.getLogger(HostedRole.class);

    private final Role role;
    private final KafkaStreams streams;
    private final RestoreProgress restores = new RestoreProgress(HostedRole::monotonicMs);

    /** Builds it, without starting. */
    HostedRole(Role role, Topology topology, Properties properties, Oversight oversight) {
        this.role = role;
        PacedRestore pace = new PacedRestore(restores);
        this.streams = new KafkaStreams(topology, properties, pace);
        streams.setGlobalStateRestoreListener(pace);
        streams.setStandbyUpdateListener(pace);
        streams.setUncaughtExceptionHandler(oversight.policy(role));
        streams.setStateListener((now, before) -> changed(before, now, oversight.onFailure()));
    }

    /**
     * What watches over a role.
     *
     * @param onFailure runs when the application cannot go on
     */
    record Oversight(AppConfig.Lifecycle limits, Runnable onFailure) {
        FailurePolicy policy(Role role) {
            return new FailurePolicy(role, limits, HostedRole::monotonicMs);
        }
    }

    private static long monotonicMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    Role role() {
        return role;
    }

    KafkaStreams streams() {
        return streams;
    }

    /** What queries read. */
    ViewsSource source() {
        return new ViewsSource(streams, restores);
    }

    /** What waits here for its owner to fail; empty while tasks come and go. */
    Optional<StandbyCopies> standbys() {
        return streams.state() == State.RUNNING
                ? Optional.of(StandbyCopies.of(streams))
                : Optional.empty();
    }

    void start() {
        streams.start();
    }

    /** Stops, letting open transactions commit; false when that took too long. */
    boolean stop(Duration timeout) {
        boolean stopped = streams.close(CloseOptions.timeout(timeout));
        if (!stopped) {
            LOG.warn(
                    "{}: not stopped within {} ms; the broker aborts what is open",
                    role.label(),
                    timeout.toMillis());
        }
        return stopped;
    }

    /** Stops for good: the group goes on without this member at once. */
    boolean leave(Duration timeout) {
        return streams.close(
                CloseOptions.timeout(timeout)
                        .withGroupMembershipOperation(
                                CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    boolean failed() {
        State state = streams.state();
        return state == State.ERROR || state == State.PENDING_ERROR;
    }

    RoleHealth health() {
        State state = streams.state();
        boolean ready = state == State.RUNNING;
        return new RoleHealth(role.label(), state.name(), ready, ready ? null : waitingFor(state));
    }

    private String waitingFor(State state) {
        return switch (state) {
            case CREATED -> "start";
            case REBALANCING -> restores.remaining().orElse("assignment of partitions");
            case RUNNING -> "nothing";
            case PENDING_ERROR, ERROR -> "restart of the process: it failed, see the log";
            case PENDING_SHUTDOWN, NOT_RUNNING -> "nothing: it is being stopped";
        };
    }

    private void changed(State before, State now, Runnable onFailure) {
        if (now == State.ERROR) {
            LOG.error("{}: {} -> {}", role.label(), before, now);
            onFailure.run();
        } else {
            LOG.info("{}: {} -> {}", role.label(), before, now);
        }
    }
}
