package io.orderpipeline.bench.compare;

import io.orderpipeline.stack.Ports;
import io.orderpipeline.stack.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A PostgreSQL of its own on 127.0.0.1 with the tables of {@code schema.sql}, by {@code
 * benchmarks/postgres.sh}. Goes away with {@link #close}.
 */
final class Postgres implements AutoCloseable {

    private static final List<String> ROOM =
            List.of("shared_buffers=1GB", "max_wal_size=8GB", "checkpoint_timeout=15min");

    private final Path folder;
    private final int port;
    private final Thread ending = new Thread(this::stop);

    private Postgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts it with these settings besides enough memory, {@code key=value}. */
    static Postgres start(String... settings) {
        try {
            // Its user must be able to reach it, which not every checkout allows.
            Path folder = Files.createTempDirectory("bench-postgres-");
            Postgres postgres = new Postgres(folder, Ports.anywhere().take());
            Runtime.getRuntime().addShutdownHook(postgres.ending);
            List<String> command = new ArrayList<>();
            command.addAll(List.of("start", folder.toString(), Integer.toString(postgres.port)));
            command.addAll(ROOM);
            command.addAll(Arrays.asList(settings));
            String unused = script(command);
            postgres.createTables();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a folder for PostgreSQL", e);
        }
    }

    /** Fails, with what to do, when none is installed. */
    static void require() {
        String unused = programs();
    }

    private static String programs() {
        return script(List.of("bin")).strip();
    }

    private void createTables() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(resource("schema.sql", folder)));
        } catch (SQLException | IOException e) {
            throw new StackException("PostgreSQL refused the tables: " + e.getMessage(), e);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), "postgres", "");
    }

    /** Runs pgbench on the script; gives what it prints. */
    String pgbench(int clients, int seconds) {
        Path script = resource("life-cycle.pgbench", folder);
        return run(
                List.of(
                        programs() + "/pgbench",
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + clients,
                        "--time=" + seconds,
                        "--file=" + script,
                        "--host=127.0.0.1",
                        "--port=" + port,
                        "--username=postgres",
                        "postgres"));
    }

    /** Events in the outbox. */
    long events() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT count(*) FROM outbox")) {
            found.next();
            return found.getLong(1);
        } catch (SQLException e) {
            throw new StackException("PostgreSQL does not answer: " + e.getMessage(), e);
        }
    }

    private static Path resource(String name, Path folder) {
        Path copy = folder.resolve(name);
        try (InputStream in = Postgres.class.getResourceAsStream(name)) {
            if (Files.notExists(copy)) {
                Files.copy(Objects.requireNonNull(in, name), copy);
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + copy, e);
        }
    }

    private static String script(List<String> arguments) {
        Path script =
                Path.of(System.getProperty("pipeline.home", "."))
                        .toAbsolutePath()
                        .resolve("benchmarks/postgres.sh");
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(arguments);
        return run(command);
    }

    private static String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new StackException(said.strip());
            }
            return said;
        } catch (IOException e) {
            throw new StackException("cannot run " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while PostgreSQL was at work", e);
        }
    }

    private void stop() {
        String unused = script(List.of("stop", folder.toString()));
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(ending);
    }
}
