package io.orderpipeline.pipeline;

import io.orderpipeline.pipeline.deadletter.Quarantine;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.topic.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;

/**
 * The gateway's journal and the orders' events in, compensations and refund requests out. Runs
 * under exactly-once: a row of the ledger, what was asked for it and the position in the input are
 * committed together or not at all. Both inputs are keyed by order id, so one task sees all that
 * concerns a transaction, in either order of arrival, with no window to fall out of.
 */
public final class TrackerTopology {

    static final String TRANSACTIONS = "transactions";
    static final String EVENTS = "committed-events";
    static final String RECONCILE = "reconcile";
    static final String COMPENSATIONS = "compensations";
    static final String REFUNDS = "refunds";

    private TrackerTopology() {}

    /**
     * The topology; {@code quarantine} is the one that the application's exception handlers fill.
     */
    public static Topology build(
            Registry registry, TrackerSettings settings, Quarantine quarantine) {
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        TRANSACTIONS,
                        new FailOnInvalidTimestamp(),
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.PAYMENT_TRANSACTION.name())
                .addSource(
                        AutoOffsetReset.earliest(),
                        EVENTS,
                        new FailOnInvalidTimestamp(),
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.ORDER_EVENT.name())
                .addProcessor(
                        RECONCILE,
                        () -> new ReconcileProcessor(registry, settings, quarantine),
                        TRANSACTIONS,
                        EVENTS)
                .addStateStore(LedgerStore.ledger(), RECONCILE)
                .addStateStore(LedgerIndex.index(), RECONCILE)
                .addStateStore(LedgerTotals.totals(), RECONCILE)
                .addSink(
                        COMPENSATIONS,
                        Topics.ORDER_COMPENSATION.name(),
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        RECONCILE)
                .addSink(
                        REFUNDS,
                        Topics.PAYMENT_REFUND.name(),
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        RECONCILE);
    }
}
