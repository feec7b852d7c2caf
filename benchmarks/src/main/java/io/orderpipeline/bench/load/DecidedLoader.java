package io.orderpipeline.bench.load;

import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.RecordFactory;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.sim.traffic.Traffic;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Writes a whole simulation's records and, by the decider's own rules, all that the decider makes
 * of them, so that a long log is there within a minute or two. A decider that starts afterwards
 * goes on from there. Only its queue of forgettable orders is left empty: no order here grows that
 * old.
 */
public final class DecidedLoader {

    /** Commands of a transaction: what the decider takes in one commit interval under load. */
    private static final int BATCH = 2_000;

    private final Connection connection;
    private final int partitions;

    public DecidedLoader(Connection connection, int partitions) {
        this.connection = connection;
        this.partitions = partitions;
    }

    /**
     * Returns when brokers have all of it.
     *
     * @return how many events were written
     */
    public long load(Traffic traffic) throws InterruptedException {
        try (Wire wire = Wire.connect(connection.registry());
                Producer<byte[], byte[]> producer =
                        connection.clients().producer(connection.limits());
                Decisions decisions = Decisions.open(connection)) {
            RecordFactory records = new RecordFactory(wire::encode, partitions);
            for (Iterator<Traffic.Sending> left = traffic.iterator(); left.hasNext(); ) {
                decisions.write(send(left, records, producer));
            }
            return decisions.events();
        }
    }

    private static List<Decisions.Sent> send(
            Iterator<Traffic.Sending> left,
            RecordFactory records,
            Producer<byte[], byte[]> producer)
            throws InterruptedException {
        List<Traffic.Sending> sendings = new ArrayList<>(BATCH);
        List<Future<RecordMetadata>> answers = new ArrayList<>(BATCH);
        while (left.hasNext() && sendings.size() < BATCH) {
            Traffic.Sending sending = left.next();
            sendings.add(sending);
            answers.add(producer.send(records.record(sending.record())));
        }
        producer.flush();
        List<Decisions.Sent> sent = new ArrayList<>(BATCH);
        for (int i = 0; i < sendings.size(); i++) {
            sent.add(new Decisions.Sent(sendings.get(i), answer(answers.get(i))));
        }
        return sent;
    }

    private static RecordMetadata answer(Future<RecordMetadata> answer)
            throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new KafkaException("the traffic could not be written", e.getCause());
        }
    }
}
