package io.orderpipeline.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.bench.throughput.Settled;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("isInstalled")
class PostgresIT {

    static boolean isInstalled() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .anyMatch(
                            bin ->
                                    Files.isExecutable(bin.resolve("initdb"))
                                            && Files.isExecutable(bin.resolve("pgbench")));
        } catch (IOException none) {
            return false;
        }
    }

    @Test
    void every_command_of_calm_traffic_leads_to_one_event() throws Exception {
        Traffic traffic = new Traffic(TrafficOptions.of(Scenario.CALM, 1, 300));
        try (Postgres postgres = Postgres.start("fsync=off")) {
            Settled batches = new JdbcBatches(traffic).run(postgres);
            assertThat(batches.broken()).isEmpty();
            assertThat(batches.records()).isGreaterThan(300);
            assertThat(Pgbench.run(postgres, 1, 1).broken()).isEmpty();
        }
    }

    @Test
    void a_command_is_handled_once_and_only_where_it_fits() throws Exception {
        try (Postgres postgres = Postgres.start("fsync=off");
                Connection connection = postgres.connect()) {
            assertThat(handle(connection, "'c-1', 'o-1', 'PlaceOrder', 0")).isEqualTo("accepted");
            assertThat(handle(connection, "'c-1', 'o-1', 'PlaceOrder', 0")).isEqualTo("duplicate");
            assertThat(handle(connection, "'c-2', 'o-1', 'CancelOrder', 7"))
                    .isEqualTo("version-conflict");
            assertThat(handle(connection, "'c-3', 'o-1', 'FulfilOrder', 1")).isEqualTo("refused");
            assertThat(postgres.events()).isEqualTo(1);
        }
    }

    private static String handle(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet outcome =
                        statement.executeQuery("SELECT handle(" + command + ", NULL, '')")) {
            outcome.next();
            return outcome.getString(1);
        }
    }
}
