package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.LedgerReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which ledgers speak of the topic at hand: those of one that was deleted since do not. */
final class LedgerChoice {

    private LedgerChoice() {}

    /**
     * Reads the ledgers that speak of this topic; says of each other one that was found why it is
     * left out.
     *
     * @param topicId the id of order.command
     * @throws EnvironmentException a ledger that somebody asked for speaks of another topic: to
     *     leave it out would be to pass an audit that checked nothing
     */
    static List<Ledger> read(LedgerFiles ledgers, String topicId, List<String> notes) {
        List<Ledger> chosen = new ArrayList<>();
        for (Path file : ledgers.files()) {
            Ledger ledger = LedgerReader.read(file);
            if (ledger.header().topicId().equals(topicId)) {
                chosen.add(ledger);
                noteTruncated(ledger, notes);
            } else if (ledgers.named()) {
                throw new EnvironmentException(
                        mismatch(ledger, topicId)
                                + ". Name the broker where it was written with --bootstrap, or"
                                + " leave this ledger out.");
            } else {
                notes.add("left out " + mismatch(ledger, topicId));
            }
        }
        if (chosen.isEmpty()) {
            notes.add("no ledger: the topics were audited alone");
        }
        return chosen;
    }

    private static void noteTruncated(Ledger ledger, List<String> notes) {
        if (ledger.truncated()) {
            notes.add(ledger.file() + " ends in the middle of a line, which was left out");
        }
    }

    private static String mismatch(Ledger ledger, String topicId) {
        return ledger.file()
                + ": it speaks of an order.command with another topic id ("
                + ledger.header().topicId()
                + ", here it is "
                + topicId
                + ")";
    }
}
