package io.orderpipeline.runtime;

import io.orderpipeline.query.OperatorCommands;
import io.orderpipeline.query.command.ClientCommand;
import io.orderpipeline.query.command.CommandLog;
import io.orderpipeline.query.command.Delivery;
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
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends clients' and operators' commands to {@code order.command}, as any producer would. Connects
 * when the first one comes: most processes never send any. Safe for many threads.
 */
final class CommandGateway implements CommandLog, OperatorCommands, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandGateway.class);

    private static final List<Class<? extends Exception>> NEVER_WRITTEN =
            List.of(
                    RecordTooLargeException.class,
                    AuthorizationException.class,
                    InvalidTopicException.class,
                    PolicyViolationException.class,
                    UnsupportedVersionException.class);

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
     * @param patience how long an operator's command waits for its place in the log to be
     *     confirmed, and any command for the brokers to be found
     */
    CommandGateway(AppConfig config, Registry registry, Clock clock, Duration patience) {
        this.config = config;
        this.serde = AvroSerde.of(OrderCommand.class, registry);
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public CompletableFuture<Delivery> send(ClientCommand command) {
        Hearing hearing = new Hearing(command, Thread.currentThread(), new CompletableFuture<>());
        try {
            Future<RecordMetadata> unused = producer().send(record(command), hearing);
        } catch (RuntimeException refused) {
            hearing.onCompletion(null, refused);
        }
        return hearing.delivery();
    }

    @Override
    public Fate send(Intervention intervention) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        Fate fate = await(send(command(intervention)), deadlineNanos);
        LOG.info(
                "{} of transaction {} by {}, command {}: {}",
                intervention.action(),
                intervention.transactionId(),
                intervention.operator(),
                intervention.commandId(),
                fate);
        return fate;
    }

    private static Fate await(CompletableFuture<Delivery> sent, long deadlineNanos) {
        try {
            long remainingNanos = Math.max(0, deadlineNanos - System.nanoTime());
            return fate(sent.get(remainingNanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException slow) {
            return Fate.UNKNOWN;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Fate.UNKNOWN;
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a delivery never fails", bug);
        }
    }

    private static Fate fate(Delivery delivery) {
        if (delivery instanceof Delivery.Written) {
            return Fate.ACCEPTED;
        }
        return delivery instanceof Delivery.NotSent ? Fate.NOT_SENT : Fate.UNKNOWN;
    }

    /**
     * Hears what became of a record. What fails in the thread that sends it fails before it is
     * given to the brokers; later, only errors that say that nothing was written are certain.
     */
    private record Hearing(
            ClientCommand command, Thread sender, CompletableFuture<Delivery> delivery)
            implements Callback {

        @Override
        public void onCompletion(@Nullable RecordMetadata place, @Nullable Exception failure) {
            if (place != null && failure == null) {
                delivery.complete(new Delivery.Written(place.partition(), place.offset()));
                return;
            }
            boolean certain =
                    Thread.currentThread().equals(sender)
                            || NEVER_WRITTEN.stream().anyMatch(type -> type.isInstance(failure));
            LOG.warn(
                    "command {} of order {} {}: {}",
                    command.commandId(),
                    command.orderId(),
                    certain ? "was not sent" : "may be in the log",
                    String.valueOf(failure));
            delivery.complete(certain ? new Delivery.NotSent() : new Delivery.Unknown());
        }
    }

    private ProducerRecord<String, byte[]> record(ClientCommand command) {
        String topic = Topics.ORDER_COMMAND.name();
        OrderCommand record =
                new OrderCommand(
                        command.commandId(),
                        command.orderId(),
                        command.expectedVersion().isPresent()
                                ? command.expectedVersion().getAsLong()
                                : null,
                        clock.instant(),
                        command.payload());
        return new ProducerRecord<>(topic, command.orderId(), serde.serialize(topic, record));
    }

    private static ClientCommand command(Intervention intervention) {
        return new ClientCommand(
                intervention.orderId(),
                intervention.commandId(),
                OptionalLong.empty(),
                payload(intervention));
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
