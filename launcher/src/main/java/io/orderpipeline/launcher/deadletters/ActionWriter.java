package io.orderpipeline.launcher.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.schema.deadletter.DeadLetterAction;
import io.orderpipeline.schema.deadletter.DeadLetterActionKind;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.RedriveHeaders;
import io.orderpipeline.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes what is done about letters: each in a transaction of its own, which holds the redriven
 * record and the action that tells of it. All writers share one transactional id: to open one ends
 * what a killed one left open, and stops one that is still at work. So what is read after the
 * opening is all that there is. One thread.
 */
final class ActionWriter implements AutoCloseable {

    /** When nobody opens another writer, what a killed one left open is ended after this time. */
    private static final int TRANSACTION_TIMEOUT_MS = 10_000;

    private static final int REQUEST_TIMEOUT_MS = 10_000;

    private final LetterTopics topics;
    private final Signature signature;
    private final Producer<byte[], byte[]> producer;

    ActionWriter(Connection connection, LetterTopics topics, Signature signature) {
        this.topics = topics;
        this.signature = signature;
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                connection.bootstrap(),
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                Applications.DEFAULT.prefix() + "-dead-letters",
                                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                                TRANSACTION_TIMEOUT_MS,
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                REQUEST_TIMEOUT_MS,
                                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                                Integer.MAX_VALUE,
                                ProducerConfig.LINGER_MS_CONFIG,
                                0),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Writes the record again, where its key belongs, and tells where it stands then. */
    RecordPlace redrive(Letter letter, int attempt) {
        RecordPlace[] written = new RecordPlace[1];
        transact(
                letter,
                () -> {
                    written[0] = place(sent(again(letter, attempt)));
                    act(letter, DeadLetterActionKind.REDRIVEN, attempt, Optional.of(written[0]));
                });
        return written[0];
    }

    void quarantine(Letter letter) {
        transact(letter, () -> close(letter, DeadLetterActionKind.QUARANTINED));
    }

    void discard(Letter letter) {
        transact(letter, () -> close(letter, DeadLetterActionKind.DISCARDED));
    }

    private void close(Letter letter, DeadLetterActionKind kind) {
        act(letter, kind, letter.attempts(), Optional.empty());
    }

    private ProducerRecord<byte[], byte[]> again(Letter letter, int attempt) {
        byte[] key = letter.content().key();
        if (key == null) {
            throw new IllegalStateException("a letter without key was to be redriven: " + letter);
        }
        return new ProducerRecord<>(
                letter.source().topic(),
                topics.home(key),
                null,
                key,
                letter.content().value(),
                headers(letter, attempt));
    }

    private static List<Header> headers(Letter letter, int attempt) {
        List<Header> headers = new ArrayList<>();
        letter.content().headers().stream()
                .filter(header -> !header.key().startsWith(RedriveHeaders.PREFIX))
                .forEach(headers::add);
        headers.add(header(RedriveHeaders.ATTEMPTS, Integer.toString(attempt)));
        headers.add(header(RedriveHeaders.LETTER, letter.at().key()));
        headers.add(header(RedriveHeaders.ORIGIN, letter.origin()));
        return headers;
    }

    private static Header header(String name, String text) {
        return new org.apache.kafka.common.header.internals.RecordHeader(
                name, text.getBytes(UTF_8));
    }

    private void act(
            Letter letter,
            DeadLetterActionKind kind,
            int attempts,
            Optional<RecordPlace> redrivenTo) {
        DeadLetterAction action =
                DeadLetterAction.newBuilder()
                        .setLetter(letter.at().cause())
                        .setSource(letter.source().cause())
                        .setKind(kind)
                        .setAttempts(attempts)
                        .setRedrivenTo(redrivenTo.map(RecordPlace::cause).orElse(null))
                        .setOperator(signature.operator())
                        .setReason(signature.reason())
                        .setActedAt(Instant.now())
                        .build();
        RecordMetadata unused =
                sent(
                        new ProducerRecord<>(
                                Topics.ORDER_DEAD_LETTER_ACTION.name(),
                                letter.at().key().getBytes(UTF_8),
                                topics.encoded(action)));
    }

    private void transact(Letter letter, Runnable writing) {
        try {
            producer.beginTransaction();
            writing.run();
            producer.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new EnvironmentException(
                    "another `dead-letters` command has begun meanwhile, and this one stopped at %s;"
                                    .formatted(letter.at())
                            + " what it did is recorded: run it again when the other one is done",
                    e);
        } catch (RecordTooLargeException e) {
            producer.abortTransaction();
            throw new EnvironmentException(
                    "%s refuses the record of dead letter %s as too large, with %s added; raise its max.message.bytes, or discard the letter"
                            .formatted(
                                    letter.source().topic(),
                                    letter.at(),
                                    "the headers of a redriving"),
                    e);
        }
    }

    private RecordMetadata sent(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (InterruptedException e) {
            throw new InterruptException(e); // sets the thread's interrupt flag again
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka
                    ? kafka
                    : new KafkaException("The broker did not answer as expected", e.getCause());
        }
    }

    private static RecordPlace place(RecordMetadata written) {
        return new RecordPlace(written.topic(), written.partition(), written.offset());
    }

    @Override
    public void close() {
        producer.close();
    }
}
