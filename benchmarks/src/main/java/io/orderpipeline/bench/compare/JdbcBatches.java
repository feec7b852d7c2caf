package io.orderpipeline.bench.compare;

import io.orderpipeline.bench.throughput.Settled;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The commands of a simulation over JDBC: many in a batch, one round trip and one commit for each
 * batch. The commands of an order are on one connection, in their order.
 */
final class JdbcBatches {

    private static final int CONNECTIONS = 4;
    private static final int BATCH = 200;
    private static final double WARM_UP = 0.3;
    private static final String HANDLE = "SELECT handle(?, ?, ?, ?, ?, ?)";

    private final List<List<OrderCommand>> lanes = new ArrayList<>();

    /** Takes the commands into memory. */
    JdbcBatches(Traffic traffic) {
        for (int i = 0; i < CONNECTIONS; i++) {
            lanes.add(new ArrayList<>());
        }
        for (Traffic.Sending sending : traffic) {
            if (sending.record().capture().isEmpty()) {
                OrderCommand command = sending.record().command();
                lanes.get(Math.floorMod(command.getOrderId().hashCode(), CONNECTIONS)).add(command);
            }
        }
    }

    Settled run(Postgres postgres) throws InterruptedException {
        long commands = handle(postgres, 0, WARM_UP);
        long began = System.nanoTime();
        long counted = handle(postgres, WARM_UP, 1);
        double seconds = (System.nanoTime() - began) / 1e9;
        long events = postgres.events();
        commands += counted;
        return new Settled(
                counted,
                seconds,
                0,
                events == commands
                        ? List.of()
                        : List.of("%,d events of %,d commands".formatted(events, commands)));
    }

    private long handle(Postgres postgres, double from, double to) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<Integer>> handled = new ArrayList<>();
            for (List<OrderCommand> lane : lanes) {
                List<OrderCommand> part =
                        lane.subList((int) (lane.size() * from), (int) (lane.size() * to));
                handled.add(threads.submit(() -> handle(postgres, part)));
            }
            long commands = 0;
            for (Future<Integer> each : handled) {
                commands += each.get();
            }
            return commands;
        } catch (ExecutionException e) {
            throw new StackException("PostgreSQL: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int handle(Postgres postgres, List<OrderCommand> commands) throws SQLException {
        try (Connection connection = postgres.connect();
                PreparedStatement handle = connection.prepareStatement(HANDLE)) {
            connection.setAutoCommit(false);
            for (int i = 0; i < commands.size(); i++) {
                set(handle, commands.get(i));
                handle.addBatch();
                if ((i + 1) % BATCH == 0 || i + 1 == commands.size()) {
                    int[] unused = handle.executeBatch();
                    connection.commit();
                }
            }
        }
        return commands.size();
    }

    private static void set(PreparedStatement handle, OrderCommand command) throws SQLException {
        handle.setString(1, command.getCommandId());
        handle.setString(2, command.getOrderId());
        handle.setString(3, command.getPayload().getClass().getSimpleName());
        if (command.getExpectedVersion().isPresent()) {
            handle.setLong(4, command.getExpectedVersion().get());
        } else {
            handle.setNull(4, Types.BIGINT);
        }
        handle.setString(
                5,
                command.getPayload() instanceof ConfirmPayment payment
                        ? payment.getTransactionId()
                        : null);
        handle.setBytes(6, body(command));
    }

    private static byte[] body(OrderCommand command) {
        try {
            var buffer = OrderCommand.getEncoder().encode(command);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
