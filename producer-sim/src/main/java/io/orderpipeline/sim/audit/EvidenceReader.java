package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.topic.Applications;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the topics and the changelogs so that they fit together. Nothing moves a pipeline whose
 * books are closed but the tracker's clock: when that wrote a row while the topics were read, they
 * are read again. One thread.
 */
record EvidenceReader(Admin admin, TopicReader topics, Wire wire, Applications applications) {

    private static final int ATTEMPTS = 3;

    /** What was read. */
    record Found(Log log, Stores stores) {}

    Found read(List<String> notes) throws ExecutionException, InterruptedException {
        boolean decided = exists(applications.ordersChangelog());
        boolean ledger = exists(applications.ledgerChangelog());
        boolean tracked = ledger || ran(applications.tracker());
        missing(decided, applications.ordersChangelog(), applications.decider(), notes);
        missing(ledger, applications.ledgerChangelog(), applications.tracker(), notes);
        Map<TopicPartition, Long> before = ledgerEnds(ledger);
        Found found = readOnce(decided, ledger, tracked);
        for (int again = 1; again < ATTEMPTS && !before.equals(ledgerEnds(ledger)); again++) {
            before = ledgerEnds(ledger);
            found = readOnce(decided, ledger, tracked);
        }
        if (!before.equals(ledgerEnds(ledger))) {
            notes.add("the tracker wrote while it was read: I5, I7, I8 and I9 may mix times");
        }
        return found;
    }

    private Found readOnce(boolean decided, boolean ledger, boolean tracked) {
        Log log = new LogReader(topics, wire).read();
        StateReader reader = new StateReader(topics, wire);
        Map<String, StateRecord> states =
                decided ? reader.states(applications.ordersChangelog()) : Map.of();
        Optional<Map<String, RowRecord>> rows =
                ledger
                        ? Optional.of(reader.rows(applications.ledgerChangelog()))
                        : Optional.of(Map.<String, RowRecord>of()).filter(none -> tracked);
        return new Found(log, new Stores(states, rows));
    }

    private boolean exists(String topic) throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get().contains(topic);
    }

    private boolean ran(String group) throws ExecutionException, InterruptedException {
        return admin.listGroups().all().get().stream()
                .anyMatch(each -> each.groupId().equals(group));
    }

    private void missing(boolean exists, String topic, String group, List<String> notes)
            throws ExecutionException, InterruptedException {
        if (!exists) {
            notes.add(
                    "the changelog "
                            + topic
                            + " does not exist: "
                            + (ran(group) ? "it was lost" : "none of " + group + " has run yet"));
        }
    }

    private Map<TopicPartition, Long> ledgerEnds(boolean ledger) {
        return ledger ? topics.ends(applications.ledgerChangelog()) : Map.of();
    }
}
