package io.orderpipeline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.bench.lab.App;
import io.orderpipeline.bench.lab.GroupPositions;
import io.orderpipeline.bench.lab.Lab;
import io.orderpipeline.bench.lab.Roles;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The auditor folds the log by itself: what the loader writes must be what the decider would. */
class DecidedLoaderIT {

    @TempDir private Path home;

    @Test
    void a_decider_goes_on_from_what_was_loaded_and_the_audit_is_clean() throws Exception {
        try (Lab lab = Lab.open(home);
                GroupPositions positions = lab.positions()) {
            App app = lab.startFilled(traffic(1, 2_000));
            long loaded = Roles.decided(positions);
            assertThat(loaded).isGreaterThan(4_000);

            new TrafficLoader(lab.connection()).load(traffic(2, 100), lab.partitions());
            app.program().await("more", Duration.ofMinutes(4), () -> Roles.caughtUp(positions));
            assertThat(Roles.decided(positions)).isGreaterThan(loaded);
            assertThat(lab.audit()).isEmpty();
        }
    }

    private static Traffic traffic(long seed, int orders) {
        return new Traffic(TrafficOptions.of(Scenario.CALM, seed, orders));
    }
}
