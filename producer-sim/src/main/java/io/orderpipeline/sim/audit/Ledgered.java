package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.ledger.Fate;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.SentKind;
import io.orderpipeline.topic.Topic;
import io.orderpipeline.topic.Topics;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a line of a ledger meets the record that it speaks of. */
final class Ledgered {

    private Ledgered() {}

    /** Where an acknowledged record was written. */
    static Place at(Line.Sent sent) {
        return place(
                Topics.ORDER_COMMAND, sent.partition(), sent.offset(), "command " + sent.command());
    }

    /** Where an acknowledged capture was written. */
    static Place at(Line.Captured capture) {
        return place(
                Topics.PAYMENT_TRANSACTION,
                capture.partition(),
                capture.offset(),
                "capture " + capture.transaction());
    }

    private static Place place(
            Topic topic, @Nullable Integer partition, @Nullable Long offset, String what) {
        if (partition == null || offset == null) {
            throw new IllegalArgumentException(
                    "ledger: " + what + " is acknowledged without partition and offset");
        }
        return new Place(topic.name(), new Position(partition, offset));
    }

    /** Captures that the brokers have for certain. */
    static Stream<Line.Captured> captures(List<Ledger> ledgers) {
        return ledgers.stream()
                .flatMap(ledger -> ledger.captures().stream())
                .filter(capture -> capture.fate() == Fate.ACKNOWLEDGED);
    }

    /** What a line says of the money. */
    static Claim claim(Line.Captured capture) {
        return new Claim(
                capture.order(),
                capture.transaction(),
                new Amount(capture.amountMinor(), capture.currency()));
    }

    /** A poison record may say nothing that could be compared. */
    static boolean same(CommandRecord found, Line.Sent sent) {
        return found.body()
                .map(body -> body.commandId().equals(sent.command()))
                .orElse(sent.kind().equals(SentKind.POISON.id()));
    }
}
