package io.orderpipeline.sim.client;

import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.Content;
import io.orderpipeline.sim.traffic.Plan;
import io.orderpipeline.sim.traffic.PlannedRecord;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What the client writes into its ledger. */
final class LedgerLines {

    private LedgerLines() {}

    static Line.Planned planned(Plan plan, Plan.End end) {
        return new Line.Planned(
                plan.orderId(), plan.commands(), end.status().name(), end.version());
    }

    static Line.Sent sent(Attempt attempt, Verdict verdict) {
        PlannedRecord record = attempt.sending().record();
        return new Line.Sent(
                record.id(),
                attempt.orderId(),
                record.type(),
                record.kind().id(),
                record.expected().text(),
                verdict.fate(),
                verdict.written().map(RecordMetadata::partition).orElse(null),
                verdict.written().map(RecordMetadata::offset).orElse(null),
                verdict.error().map(Throwable::toString).orElse(null),
                attempt.number(),
                attempt.firstSentAt().toString(),
                Instant.now().toString());
    }

    static Line.Captured captured(Content.Capture capture, Attempt attempt, Verdict verdict) {
        PaymentCaptured payment = (PaymentCaptured) capture.transaction().getPayload();
        Money amount = payment.getAmount();
        return new Line.Captured(
                capture.transaction().getTransactionId(),
                capture.transaction().getOrderId(),
                amount.getAmountMinor(),
                amount.getCurrency(),
                payment.getRegion(),
                capture.confirmation().name().toLowerCase(Locale.ROOT),
                capture.end().name(),
                verdict.fate(),
                verdict.written().map(RecordMetadata::partition).orElse(null),
                verdict.written().map(RecordMetadata::offset).orElse(null),
                verdict.error().map(Throwable::toString).orElse(null),
                attempt.number(),
                attempt.firstSentAt().toString(),
                Instant.now().toString());
    }
}
