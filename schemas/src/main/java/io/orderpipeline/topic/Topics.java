package io.orderpipeline.topic;

import static io.orderpipeline.topic.Topic.Clock.BROKER;
import static io.orderpipeline.topic.Topic.Clock.PRODUCER;
import static io.orderpipeline.topic.Topic.Retention.AUDIT_HORIZON;
import static io.orderpipeline.topic.Topic.Retention.FOREVER;
import static io.orderpipeline.topic.Topic.Retention.LATEST;

import java.util.List;

/** The topics of the pipeline. Names are fixed: they are the contract between all programs. */
public final class Topics {

    /** Commands from producers. */
    public static final Topic ORDER_COMMAND = new Topic("order.command", AUDIT_HORIZON, BROKER);

    /** The log: what happened, with version, command and provenance. */
    public static final Topic ORDER_EVENT = new Topic("order.event", FOREVER, PRODUCER);

    /** Commands without effect: refused ones and duplicates. */
    public static final Topic ORDER_REJECTION =
            new Topic("order.rejection", AUDIT_HORIZON, PRODUCER);

    /** The payment gateway's journal of captures and refunds. */
    public static final Topic PAYMENT_TRANSACTION =
            new Topic("payment.transaction", FOREVER, BROKER);

    /** Commands that settle payments which no order tracks. */
    public static final Topic ORDER_COMPENSATION = new Topic("order.compensation", FOREVER, BROKER);

    /** Outbox to the payment gateway. */
    public static final Topic PAYMENT_REFUND = new Topic("payment.refund", AUDIT_HORIZON, PRODUCER);

    /** Records that could not be handled, as they were, with their provenance in headers. */
    public static final Topic ORDER_DEAD_LETTER =
            new Topic("order.dead-letter", AUDIT_HORIZON, PRODUCER);

    /** Which generations of the views there are, and which of them is live. */
    public static final Topic ORDER_GENERATION = new Topic("order.generation", LATEST, BROKER);

    /**
     * What people did about dead letters; outlives them, or one that is closed would open again.
     */
    public static final Topic ORDER_DEAD_LETTER_ACTION =
            new Topic("order.dead-letter-action", FOREVER, PRODUCER);

    /** All of them. */
    public static final List<Topic> ALL =
            List.of(
                    ORDER_COMMAND,
                    ORDER_EVENT,
                    ORDER_REJECTION,
                    PAYMENT_TRANSACTION,
                    ORDER_COMPENSATION,
                    PAYMENT_REFUND,
                    ORDER_DEAD_LETTER,
                    ORDER_GENERATION,
                    ORDER_DEAD_LETTER_ACTION);

    private Topics() {}
}
