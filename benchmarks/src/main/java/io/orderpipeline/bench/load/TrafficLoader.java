package io.orderpipeline.bench.load;

import io.orderpipeline.sim.client.Clients;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.RecordFactory;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.sim.traffic.Traffic;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a whole simulation's records ahead of those who handle them, as fast as brokers take them.
 */
public final class TrafficLoader {

    private final Connection connection;

    public TrafficLoader(Connection connection) {
        this.connection = connection;
    }

    /**
     * What was written.
     *
     * @param commands on order.command
     * @param captures on payment.transaction
     */
    public record Loaded(long commands, long captures) {}

    /** Returns when the brokers have acknowledged all of it. */
    public Loaded load(Traffic traffic, int partitions) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long commands = 0;
        long captures = 0;
        Clients clients = connection.clients();
        try (Wire wire = Wire.connect(connection.registry());
                Producer<byte[], byte[]> producer = clients.producer(connection.limits())) {
            RecordFactory records = new RecordFactory(wire::encode, partitions);
            for (Traffic.Sending sending : traffic) {
                Future<RecordMetadata> unused =
                        producer.send(
                                records.record(sending.record()),
                                (sent, failed) -> {
                                    if (failed != null) {
                                        failure.compareAndSet(null, failed);
                                    }
                                });
                if (sending.record().capture().isPresent()) {
                    captures++;
                } else {
                    commands++;
                }
            }
            producer.flush();
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("the traffic could not be written", failed);
        }
        return new Loaded(commands, captures);
    }
}
