package io.orderpipeline.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.compensation.ChasePolicy;
import io.orderpipeline.order.compensation.Observation;
import io.orderpipeline.order.compensation.Recollection;
import io.orderpipeline.order.compensation.Trail;
import io.orderpipeline.order.compensation.Transaction;
import io.orderpipeline.order.compensation.TransactionState;
import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.compensation.Compensation;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.refund.RefundRequest;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.LedgerWire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The tracker's ledger from journal and events, and from what it asked for. Rows that these explain
 * are kept, for they say more than can be told again.
 */
public final class TrackerRebuild implements StateRebuild {

    private final LedgerIntake intake;
    private final AvroSerde<Compensation> compensations;
    private final AvroSerde<RefundRequest> requests;
    private final AvroSerde<LedgerRow> rows;
    private final String changelog;
    private final Recollection recollection;
    private final Instant now;
    private final Map<Integer, Map<LedgerKey, Found>> found = new HashMap<>();
    private final Set<Integer> lostRequests = new HashSet<>();

    /**
     * The tracker's settings that its rows depend on.
     *
     * @param partitions of every topic that is keyed by order id
     */
    public record Chasing(ChasePolicy policy, int partitions) {}

    /**
     * @param now what was due by then has passed
     */
    public TrackerRebuild(
            Registry registry, Applications applications, Chasing chasing, Instant now) {
        intake = new LedgerIntake(registry, chasing.partitions());
        compensations = AvroSerde.of(Compensation.class, registry);
        requests = AvroSerde.of(RefundRequest.class, registry);
        rows = AvroSerde.of(LedgerRow.class, registry);
        changelog = applications.ledgerChangelog();
        recollection = new Recollection(chasing.policy());
        this.now = now;
    }

    /** What the topics tell of one transaction, while they are read. */
    private static final class Found {
        private final List<Observation> journal = new ArrayList<>(1);
        private final List<Observation> events = new ArrayList<>(1);
        private final List<Instant> compensations = new ArrayList<>(0);
        private int requests;
    }

    @Override
    public List<Input> inputs() {
        return List.of(
                new Input(Topics.PAYMENT_TRANSACTION.name(), true),
                new Input(Topics.ORDER_EVENT.name(), true),
                new Input(Topics.ORDER_COMPENSATION.name(), false),
                new Input(Topics.PAYMENT_REFUND.name(), false));
    }

    @Override
    public List<String> stores() {
        return List.of(
                Applications.LEDGER_STORE,
                Applications.LEDGER_INDEX_STORE,
                Applications.LEDGER_TOTALS_STORE);
    }

    @Override
    public void trimmed(String topic, int partition) {
        if (!topic.equals(Topics.PAYMENT_REFUND.name())) {
            throw Unfoldables.trimmed(topic, partition);
        }
        lostRequests.add(partition);
    }

    @Override
    public Optional<Cause> read(Stored stored) {
        String topic = stored.at().topic();
        if (topic.equals(Topics.ORDER_COMPENSATION.name())) {
            return compensation(stored);
        }
        return topic.equals(Topics.PAYMENT_REFUND.name()) ? request(stored) : observe(stored);
    }

    /** What cannot be handled became a dead letter and no row. */
    private Optional<Cause> observe(Stored stored) {
        byte[] key = stored.key();
        Record<String, byte[]> message =
                new Record<>(
                        key == null ? null : new String(key, UTF_8),
                        stored.value(),
                        stored.timestampMs(),
                        new RecordHeaders());
        try {
            LedgerIntake.Reading reading =
                    PoisonRecordException.unlessHandled(
                            stored.at(), () -> intake.read(message, stored.at()));
            reading.observed().ifPresent(observed -> add(stored.at(), observed));
        } catch (PoisonRecordException deadLetter) {
            // as the tracker judged it
        }
        return Optional.empty();
    }

    private void add(Cause at, Observed observed) {
        Found its = found(at.partition(), observed.key());
        boolean journaled = at.topic().equals(Topics.PAYMENT_TRANSACTION.name());
        (journaled ? its.journal : its.events).add(observed.observation());
    }

    private Optional<Cause> compensation(Stored stored) {
        Compensation issued = decoded(compensations, stored);
        LedgerKey key = new LedgerKey(issued.getOrderId(), issued.getTransactionId());
        found(stored.at().partition(), key)
                .compensations
                .add(Instant.ofEpochMilli(stored.timestampMs()));
        return Optional.empty();
    }

    private Optional<Cause> request(Stored stored) {
        RefundRequest request = decoded(requests, stored);
        LedgerKey key = new LedgerKey(request.getOrderId(), request.getTransactionId());
        found(stored.at().partition(), key).requests++;
        io.orderpipeline.schema.origin.Cause cause = request.getCause();
        return Optional.of(new Cause(cause.getTopic(), cause.getPartition(), cause.getOffset()));
    }

    private static <T extends SpecificRecord> T decoded(AvroSerde<T> serde, Stored stored) {
        try {
            return serde.deserialize(stored.at().topic(), stored.present());
        } catch (UndecodableRecordException e) {
            throw new UnfoldableException(
                    "%s cannot be read: %s".formatted(stored.at(), e.getMessage()), e);
        }
    }

    private Found found(int partition, LedgerKey key) {
        return found.computeIfAbsent(partition, absent -> new HashMap<>())
                .computeIfAbsent(key, absent -> new Found());
    }

    @Override
    public Contents contents(int partition, Contents stored) {
        Map<Bytes, byte[]> ledger = new TreeMap<>();
        Map<Bytes, byte[]> index = new TreeMap<>();
        Map<TransactionState, Long> counts = new EnumMap<>(TransactionState.class);
        found.getOrDefault(partition, Map.of())
                .forEach(
                        (key, its) -> {
                            Trail trail = trail(partition, key, its);
                            Transaction recalled = recollection.recall(trail, now);
                            if (!recalled.isKnown()) {
                                return;
                            }
                            Bytes text = Bytes.wrap(key.text().getBytes(UTF_8));
                            byte[] value = stored.of(Applications.LEDGER_STORE).get(text);
                            Optional<Transaction> kept = kept(trail, recalled, value);
                            Transaction row = kept.orElse(recalled);
                            ledger.put(
                                    text,
                                    kept.isPresent() && value != null ? value : serialize(row));
                            LedgerIndex.keys(row).forEach(entry -> index.put(entry, new byte[0]));
                            counts.merge(row.state(), 1L, Long::sum);
                        });
        return new Contents(
                Map.of(
                        Applications.LEDGER_STORE,
                        ledger,
                        Applications.LEDGER_INDEX_STORE,
                        index,
                        Applications.LEDGER_TOTALS_STORE,
                        ledger.isEmpty() ? Map.of() : LedgerTotals.entry(counts)));
    }

    private Trail trail(int partition, LedgerKey key, Found its) {
        if (its.journal.isEmpty() && !its.compensations.isEmpty()) {
            throw new UnfoldableException(
                    "%s was compensated, but the tracker's group has committed no capture of it"
                            .formatted(key.text()));
        }
        return new Trail(
                key.orderId(),
                key.transactionId(),
                its.journal,
                its.events,
                its.compensations,
                its.requests,
                !lostRequests.contains(partition));
    }

    private Optional<Transaction> kept(Trail trail, Transaction recalled, byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LedgerWire.read(rows.deserialize(changelog, value)))
                    .filter(row -> recollection.explains(trail, recalled, row));
        } catch (UndecodableRecordException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private byte[] serialize(Transaction row) {
        return rows.serialize(changelog, LedgerWire.write(row));
    }

    @Override
    public String name(Bytes key) {
        return new String(key.get(), UTF_8);
    }
}
