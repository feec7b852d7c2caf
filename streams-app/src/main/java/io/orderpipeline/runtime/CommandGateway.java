package io.orderpipeline.runtime;

import io.orderpipeline.query.OperatorCommands;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.command.ResolveCompensation;
import io.orderpipeline.schema.command.RetryCompensation;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends operators' commands to {@code order.command}, as any client would. Connects when the first
 * one comes: most processes never send any. Safe for many threads.
 */
final class CommandGateway implements OperatorCommands, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandGateway.class);

    private final AppConfig config;
    private final AvroSerde<OrderCommand> serde;
    private final Clock clock;
    private final Duration patience;
    private @Nullable KafkaProducer<String, byte[]> producer;
    private boolean closed;

    /**
     * Connects to nothing yet.
     *
     * @param clock tells when a command is issued
     * @param patience how long a command waits for its place in the log to be confirmed
     */
    CommandGateway(AppConfig config, Registry registry, Clock clock, Duration patience) {
        this.config = config;
        this.serde = AvroSerde.of(OrderCommand.class, registry);
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public Fate send(Intervention intervention) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        Future<RecordMetadata> sent;
        try {
            sent = producer().send(record(intervention));
        } catch (InterruptException stopped) {
            return fate(Fate.UNKNOWN, intervention, stopped);
        } catch (KafkaException | IllegalStateException refused) {
            return fate(Fate.NOT_SENT, intervention, refused);
        }
        return await(sent, deadlineNanos - System.nanoTime(), intervention);
    }

    private static Fate await(
            Future<RecordMetadata> sent, long remainingNanos, Intervention intervention) {
        try {
            RecordMetadata place = sent.get(Math.max(0, remainingNanos), TimeUnit.NANOSECONDS);
            LOG.info(
                    "{} by {} is in the log at {}",
                    text(intervention),
                    intervention.operator(),
                    place);
            return Fate.ACCEPTED;
        } catch (TimeoutException slow) {
            return fate(Fate.UNKNOWN, intervention, slow);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return fate(Fate.UNKNOWN, intervention, stopped);
        } catch (ExecutionException failed) {
            return fate(
                    failed.getCause() instanceof RetriableException ? Fate.UNKNOWN : Fate.NOT_SENT,
                    intervention,
                    failed);
        }
    }

    private static Fate fate(Fate fate, Intervention intervention, Exception cause) {
        LOG.warn("{}: {}", text(intervention), fate, cause);
        return fate;
    }

    private static String text(Intervention intervention) {
        return "%s of transaction %s, command %s"
                .formatted(
                        intervention.action(),
                        intervention.transactionId(),
                        intervention.commandId());
    }

    private ProducerRecord<String, byte[]> record(Intervention intervention) {
        String topic = Topics.ORDER_COMMAND.name();
        OrderCommand command =
                OrderCommand.newBuilder()
                        .setCommandId(intervention.commandId())
                        .setOrderId(intervention.orderId())
                        .setIssuedAt(clock.instant())
                        .setPayload(payload(intervention))
                        .build();
        return new ProducerRecord<>(topic, intervention.orderId(), serde.serialize(topic, command));
    }

    private static Object payload(Intervention intervention) {
        String transactionId = intervention.transactionId();
        String operator = intervention.operator();
        String reason = intervention.reason();
        return switch (intervention.action()) {
            case RETRY -> new RetryCompensation(transactionId, operator, reason);
            case RESOLVE -> new ResolveCompensation(transactionId, operator, reason);
        };
    }

    private synchronized KafkaProducer<String, byte[]> producer() {
        if (closed) {
            throw new IllegalStateException("the app is being stopped");
        }
        if (producer == null) {
            producer =
                    new KafkaProducer<>(
                            settings(), new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    /** What passes through comes first; the rest is what a lost or doubled command hangs on. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(config.kafka().producer());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, config.cluster().bootstrapServers());
        settings.put(
                ProducerConfig.CLIENT_ID_CONFIG,
                config.instance().applications().prefix() + "-operators");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
        settings.put(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, false);
        return settings;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (producer != null) {
            producer.close(patience);
            producer = null;
        }
    }
}
