package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.SentKind;

/** How a line of a ledger meets the record that it speaks of. */
final class Ledgered {

    private Ledgered() {}

    /** Where an acknowledged record was written. */
    static Position at(Line.Sent sent) {
        Integer partition = sent.partition();
        Long offset = sent.offset();
        if (partition == null || offset == null) {
            throw new IllegalArgumentException(
                    "ledger: " + sent.command() + " is acknowledged without partition and offset");
        }
        return new Position(partition, offset);
    }

    /** A poison record may say nothing that could be compared. */
    static boolean same(CommandRecord found, Line.Sent sent) {
        return found.body()
                .map(body -> body.commandId().equals(sent.command()))
                .orElse(sent.kind().equals(SentKind.POISON.id()));
    }
}
