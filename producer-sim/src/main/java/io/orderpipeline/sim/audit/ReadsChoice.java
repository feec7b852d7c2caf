package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.ledger.Ledgers;
import io.orderpipeline.sim.reads.ReadsLedger;
import io.orderpipeline.sim.reads.ReadsLedgerReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which reads ledgers speak of the topic at hand, as {@link LedgerChoice} for ledgers. */
final class ReadsChoice {

    private ReadsChoice() {}

    /**
     * Reads those that somebody named, or else those that lie beside the ledgers. To be called
     * before the topics are read: no answer must be younger than the log it is held against.
     *
     * @param topicId the id of order.command
     * @throws EnvironmentException one that somebody named speaks of another topic
     */
    static List<ReadsLedger> read(LedgerFiles ledgers, String topicId, List<String> notes) {
        List<ReadsLedger> chosen = new ArrayList<>();
        for (Path file : ledgers.reads().orElseGet(() -> beside(ledgers))) {
            ReadsLedger reads = ReadsLedgerReader.read(file);
            if (reads.header().topicId().equals(topicId)) {
                chosen.add(reads);
                noteTruncated(reads, notes);
            } else if (ledgers.reads().isPresent()) {
                throw new EnvironmentException(mismatch(reads, topicId));
            } else {
                notes.add("left out " + mismatch(reads, topicId));
            }
        }
        return chosen;
    }

    private static List<Path> beside(LedgerFiles ledgers) {
        return ledgers.files().stream()
                .map(Ledgers::beside)
                .distinct()
                .flatMap(folder -> folder.reads().stream())
                .toList();
    }

    private static void noteTruncated(ReadsLedger reads, List<String> notes) {
        if (reads.truncated()) {
            notes.add(reads.file() + " ends in the middle of a line, which was left out");
        }
    }

    private static String mismatch(ReadsLedger reads, String topicId) {
        return "%s: it was read from an order.command with another topic id (%s, here it is %s)"
                .formatted(reads.file(), reads.header().topicId(), topicId);
    }
}
