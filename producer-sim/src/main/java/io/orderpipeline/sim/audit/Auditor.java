package io.orderpipeline.sim.audit;

import io.orderpipeline.generation.GenerationReader;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.RegistryUnavailableException;
import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.client.Preflight;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.sim.digest.Verdict;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;

/**
 * Waits until nothing is under way, reads all evidence from Kafka and the ledgers, and has it
 * judged. The shell around {@link Judge}: it has no opinions. One use, one thread.
 */
public final class Auditor {

    private static final Duration API_TIMEOUT = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_MS = 250;

    private final AuditOptions options;
    private final List<String> notes = new ArrayList<>();

    public Auditor(AuditOptions options) {
        this.options = options;
    }

    /**
     * Audits the pipeline.
     *
     * @throws EnvironmentException broker, topics or registry are not as they must be
     * @throws io.orderpipeline.sim.ledger.LedgerException a ledger is damaged
     */
    public AuditReport audit() {
        Preflight.Destination topic = Preflight.check(options.connection());
        Testimony testimony = testimony(topic.topicId());
        try (Wire wire = Wire.connect(options.connection().registry());
                Admin admin = options.connection().clients().admin(API_TIMEOUT);
                Consumer<byte[], byte[]> consumer = options.connection().clients().consumer()) {
            TopicReader topics = new TopicReader(consumer);
            Books books =
                    settled(
                            new BooksReader(
                                    admin, topics, options.applications(), liveGeneration(admin)));
            EvidenceReader.Found read =
                    new EvidenceReader(admin, topics, wire, options.applications()).read(notes);
            Evidence.Horizon horizon =
                    new Evidence.Horizon(Instant.now(), options.memory(), options.payments());
            Stores stores = new Stores(read.stores().states(), read.stores().rows(), views());
            Evidence evidence = new Evidence(read.log(), stores, testimony, books, horizon);
            return Judge.judge(evidence, notes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("interrupted before the audit was done", e);
        } catch (RegistryUnavailableException e) {
            throw new EnvironmentException(String.valueOf(e.getMessage()), e);
        } catch (ExecutionException | KafkaException e) {
            throw new EnvironmentException("the broker failed during the audit: " + e, e);
        }
    }

    /** Whose lag is the lag of the views. */
    private int liveGeneration(Admin admin) throws ExecutionException, InterruptedException {
        if (!admin.listTopics().names().get().contains(Topics.ORDER_GENERATION.name())) {
            return Applications.FIRST_VIEWS_GENERATION;
        }
        Map<String, Object> settings =
                Map.of("bootstrap.servers", options.connection().bootstrap());
        try (Registry registry = Registry.connect(options.connection().registry());
                GenerationReader reader =
                        new GenerationReader(settings, options.applications(), registry)) {
            return reader.current(API_TIMEOUT).live();
        }
    }

    private Optional<Verdict> views() throws InterruptedException {
        return options.app().isEmpty()
                ? Optional.empty()
                : new ViewsReader(options.connection(), options.app().get()).read(notes);
    }

    /** Before the topics are read, which then say more than any client was told. */
    private Testimony testimony(String topicId) {
        return new Testimony(
                LedgerChoice.read(options.ledgers(), topicId, notes),
                ReadsChoice.read(options.ledgers(), topicId, notes));
    }

    /** The books as soon as they are closed, or as they are when patience ends. */
    private Books settled(BooksReader reader) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + options.settle().toNanos();
        Books books = reader.read();
        while (!books.closed() && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
            books = reader.read();
        }
        if (!books.closed()) {
            notes.add("still busy after " + options.settle().toSeconds() + " s; see I6");
        }
        return books;
    }
}
