package io.orderpipeline.bench.load;

import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.RecordFactory;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.sim.traffic.Traffic;
import java.util.Iterator;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;

/** Traffic in the background, for so long as it is asked for. Confined to one thread. */
public final class Writes implements AutoCloseable {

    private final Iterator<Traffic.Sending> traffic;
    private final Wire wire;
    private final RecordFactory records;
    private final Producer<byte[], byte[]> producer;

    /** Nothing is sent yet. */
    public Writes(Connection to, Traffic traffic, int partitions) {
        this.traffic = traffic.iterator();
        wire = Wire.connect(to.registry());
        records = new RecordFactory(wire::encode, partitions);
        producer = to.clients().producer(to.limits());
    }

    /**
     * Sends so many commands a second for a time, in a thread that ends then, or when it is
     * interrupted.
     */
    public Thread start(int perSecond, int seconds) {
        Thread thread = new Thread(() -> run(perSecond, seconds), "writes");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void run(int perSecond, int seconds) {
        try {
            new OpenLoop(traffic, this::send).run(perSecond, seconds);
        } catch (InterruptException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Traffic.Sending sending, long dueNanos) {
        Future<RecordMetadata> unused = producer.send(records.record(sending.record()));
    }

    @Override
    public void close() {
        producer.close();
        wire.close();
    }
}
