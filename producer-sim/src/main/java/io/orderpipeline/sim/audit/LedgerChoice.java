package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.LedgerReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which ledgers speak of the topic at hand: those of one that was deleted since do not. */
final class LedgerChoice {

    private LedgerChoice() {}

    /**
     * Reads the ledgers that speak of this topic; says of each other one why it is left out.
     *
     * @param topicId the id of order.command
     */
    static List<Ledger> read(List<Path> files, String topicId, List<String> notes) {
        List<Ledger> chosen = new ArrayList<>();
        for (Path file : files) {
            Ledger ledger = LedgerReader.read(file);
            if (!ledger.header().topicId().equals(topicId)) {
                notes.add(
                        "left out "
                                + file
                                + ": it speaks of an order.command with another topic id ("
                                + ledger.header().topicId()
                                + ", here it is "
                                + topicId
                                + ")");
                continue;
            }
            chosen.add(ledger);
            if (ledger.truncated()) {
                notes.add(file + " ends in the middle of a line, which was left out");
            }
        }
        if (chosen.isEmpty()) {
            notes.add("no ledger: the topics were audited alone");
        }
        return chosen;
    }
}
