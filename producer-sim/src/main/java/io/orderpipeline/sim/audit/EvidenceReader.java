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
        boolean tracked = exists(applications.ledgerChangelog());
        missing(decided, applications.ordersChangelog(), "decider", notes);
        missing(tracked, applications.ledgerChangelog(), "tracker", notes);
        Map<TopicPartition, Long> before = ledgerEnds(tracked);
        Found found = readOnce(decided, tracked);
        for (int again = 1; again < ATTEMPTS && !before.equals(ledgerEnds(tracked)); again++) {
            before = ledgerEnds(tracked);
            found = readOnce(decided, tracked);
        }
        if (!before.equals(ledgerEnds(tracked))) {
            notes.add("the tracker wrote while it was read: I5, I7, I8 and I9 may mix times");
        }
        return found;
    }

    private Found readOnce(boolean decided, boolean tracked) {
        Log log = new LogReader(topics, wire).read();
        StateReader reader = new StateReader(topics, wire);
        Map<String, StateRecord> states =
                decided ? reader.states(applications.ordersChangelog()) : Map.of();
        Optional<Map<String, RowRecord>> rows =
                tracked
                        ? Optional.of(reader.rows(applications.ledgerChangelog()))
                        : Optional.empty();
        return new Found(log, new Stores(states, rows));
    }

    private boolean exists(String topic) throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get().contains(topic);
    }

    private static void missing(boolean exists, String topic, String who, List<String> notes) {
        if (!exists) {
            notes.add("the changelog " + topic + " does not exist: no " + who + " has run yet");
        }
    }

    private Map<TopicPartition, Long> ledgerEnds(boolean tracked) {
        return tracked ? topics.ends(applications.ledgerChangelog()) : Map.of();
    }
}
