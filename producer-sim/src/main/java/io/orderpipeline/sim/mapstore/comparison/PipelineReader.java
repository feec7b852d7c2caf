package io.orderpipeline.sim.mapstore.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.registry.RegistryUnavailableException;
import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.sim.audit.TopicReader;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/** Reads the outcomes of the pipeline from its topics, under read_committed. One thread. */
public final class PipelineReader {

    private final TopicReader topics;
    private final Wire wire;
    private final Predicate<String> orders;
    private final PipelineOutcomes outcomes = new PipelineOutcomes();

    private PipelineReader(TopicReader topics, Wire wire, Predicate<String> orders) {
        this.topics = topics;
        this.wire = wire;
        this.orders = orders;
    }

    /**
     * Reads all that is committed now. Whoever wants the figures of the end waits for it first, as
     * the audit does.
     *
     * @param orders of which orders; the topics may hold those of other traffic too
     * @throws EnvironmentException broker, topics or registry are not as they must be
     */
    public static Outcomes read(
            Connection connection, Applications applications, Predicate<String> orders) {
        try (Wire wire = Wire.connect(connection.registry());
                var consumer = connection.clients().consumer()) {
            PipelineReader reader = new PipelineReader(new TopicReader(consumer), wire, orders);
            return reader.read(applications.ordersChangelog());
        } catch (RegistryUnavailableException e) {
            throw new EnvironmentException(String.valueOf(e.getMessage()), e);
        } catch (KafkaException e) {
            throw new EnvironmentException("the broker failed during the comparison: " + e, e);
        }
    }

    private Outcomes read(String changelog) {
        String journal = Topics.PAYMENT_TRANSACTION.name();
        each(journal, (key, value) -> value.map(wire::transaction).ifPresent(outcomes::journal));
        String events = Topics.ORDER_EVENT.name();
        each(events, (key, value) -> value.map(wire::event).ifPresent(outcomes::event));
        each(
                changelog,
                (key, value) ->
                        outcomes.state(key, value.map(bytes -> wire.state(changelog, bytes))));
        return outcomes.toOutcomes();
    }

    private void each(String topic, BiConsumer<String, Optional<byte[]>> taker) {
        topics.read(
                topics.beginnings(topics.partitions(topic)),
                record -> {
                    String key = key(record);
                    if (!orders.test(key)) {
                        return;
                    }
                    try {
                        taker.accept(key, Optional.ofNullable(record.value()));
                    } catch (UndecodableRecordException e) {
                        // Nobody can know what it says; whether that is a fault, the audit tells.
                    }
                });
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), UTF_8);
    }
}
