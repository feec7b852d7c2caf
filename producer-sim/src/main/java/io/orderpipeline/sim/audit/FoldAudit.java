package io.orderpipeline.sim.audit;

import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.topic.Applications;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * I5 alone, of states or rows that somebody means to put into a changelog: the auditor's own fold
 * of the topics, for whoever made them with the app's code. Writes nothing.
 *
 * @param memory what the decider remembers
 */
public record FoldAudit(Connection connection, Applications applications, DeciderMemory memory) {

    private static final Position NOWHERE = new Position(0, 0);

    /** Holds the decider's states, by order id, against events and rejections. */
    public AuditRow states(Map<String, byte[]> values) {
        return judge(
                Map.of(),
                wire -> new Stores(states(values, wire), Optional.empty()),
                StateFolds::states);
    }

    /**
     * Holds the tracker's rows, by {@code orderId/transactionId}, against journal and events.
     *
     * @param until what the tracker has handled: records from these offsets on do not count. Every
     *     partition that it consumes is there, also where it has handled nothing; of others, all
     *     counts
     */
    public AuditRow rows(Map<String, byte[]> values, Map<TopicPartition, Long> until) {
        return judge(
                until,
                wire -> new Stores(Map.of(), Optional.of(rows(values, wire))),
                (evidence, index, violations) ->
                        LedgerFolds.check(evidence, index.payments(), violations));
    }

    private interface Decoding {
        Stores decoded(Wire wire);
    }

    private interface Check {
        void check(Evidence evidence, Index index, Violations violations);
    }

    private AuditRow judge(Map<TopicPartition, Long> until, Decoding stores, Check check) {
        try (Wire wire = Wire.connect(connection.registry());
                Consumer<byte[], byte[]> consumer = connection.clients().consumer()) {
            Log log = new LogReader(new TopicReader(consumer), wire, until).read();
            Evidence evidence =
                    new Evidence(
                            log,
                            stores.decoded(wire),
                            new Testimony(List.of(), List.of()),
                            new Books(List.of(), List.of(), List.of()),
                            new Evidence.Horizon(Instant.now(), memory, PaymentDeadline.DEFAULT));
            Violations violations = new Violations();
            check.check(evidence, new Index(log), violations);
            return violations.row(new StateFolds());
        }
    }

    private Map<String, StateRecord> states(Map<String, byte[]> values, Wire wire) {
        Map<String, StateRecord> states = new HashMap<>();
        values.forEach((orderId, value) -> states.put(orderId, state(value, wire)));
        return states;
    }

    private StateRecord state(byte[] value, Wire wire) {
        try {
            return new StateRecord(
                    NOWHERE, Optional.of(wire.state(applications.ordersChangelog(), value)));
        } catch (UndecodableRecordException e) {
            return StateRecord.unreadable(NOWHERE, String.valueOf(e.getMessage()));
        }
    }

    private Map<String, RowRecord> rows(Map<String, byte[]> values, Wire wire) {
        Map<String, RowRecord> rows = new HashMap<>();
        values.forEach((key, value) -> rows.put(key, row(value, wire)));
        return rows;
    }

    private RowRecord row(byte[] value, Wire wire) {
        try {
            return new RowRecord(NOWHERE, wire.ledgerRow(applications.ledgerChangelog(), value));
        } catch (UndecodableRecordException e) {
            return new RowRecord(
                    NOWHERE, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }
}
