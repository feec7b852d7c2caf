package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.reads.ReadLine.AsOfRead;
import io.orderpipeline.sim.reads.ReadLine.Document;
import io.orderpipeline.sim.reads.ReadLine.HistoryRead;
import io.orderpipeline.sim.reads.ReadLine.ListRead;
import io.orderpipeline.sim.reads.ReadLine.OrderRead;
import io.orderpipeline.sim.reads.ReadLine.Read;
import io.orderpipeline.sim.reads.ReadLine.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Each answer for itself: what it shows are committed versions, and those it was asked for. */
final class AnswerChecks {

    private final Chronicles chronicles;
    private final Violations violations;
    private long broken;
    private long settled;
    private long unsettled;

    AnswerChecks(Chronicles chronicles, Violations violations) {
        this.chronicles = chronicles;
        this.violations = violations;
    }

    void check(Read read) {
        String error = read.exchange().error();
        if (read.exchange().ok() && error != null) {
            violations.found(Reads.describe(read) + " is " + error);
        } else if (read instanceof OrderRead order) {
            order(order);
        } else if (read instanceof AsOfRead asOf) {
            asOf(asOf);
        } else if (read instanceof HistoryRead history) {
            history(history);
        } else if (read instanceof ListRead list) {
            list(list);
        }
    }

    /** Says what is no violation. */
    void note() {
        if (settled + unsettled > 0) {
            violations.note("as-of answers: " + settled + " settled, " + unsettled + " not");
        }
        if (broken > 0) {
            violations.note(broken + " answers about orders that I4 speaks of: not judged");
        }
    }

    private void order(OrderRead read) {
        Long least = read.minVersion();
        if (read.document() != null) {
            boolean unused = committed(read, read.order(), read.document());
            long version = read.document().version();
            violations.require(
                    least == null || version >= least,
                    () -> Reads.describe(read) + " has version " + version + ", not " + least);
        } else if (least != null && read.currentVersion() != null) {
            notReached(read, least, read.currentVersion());
        }
    }

    private void notReached(OrderRead read, long least, long current) {
        int versions = chronicles.of(read.order()).map(Chronicle::versions).orElse(0);
        violations.require(
                current < least && current <= versions,
                () ->
                        "%s says that version %d is not %d; the log has %d"
                                .formatted(Reads.describe(read), current, least, versions));
    }

    /** Unless it is settled, it may be any earlier state, none included. */
    private void asOf(AsOfRead read) {
        Document document = read.document();
        boolean isSettled = Boolean.TRUE.equals(read.settled());
        settled += isSettled ? 1 : 0;
        unsettled += isSettled ? 0 : 1;
        Optional<Chronicle> chronicle = chronicles.of(read.order()).filter(Chronicle::whole);
        if (document == null || !committed(read, read.order(), document) || chronicle.isEmpty()) {
            return;
        }
        int until = chronicle.get().until(Instant.parse(read.asOf()));
        long version = document.version();
        violations.require(
                isSettled ? version == until : version <= until,
                () ->
                        "%s has version %d%s; the log says %d"
                                .formatted(
                                        Reads.describe(read),
                                        version,
                                        isSettled ? ", settled" : "",
                                        until));
    }

    private void history(HistoryRead read) {
        List<Step> events = read.events();
        Long version = read.version();
        Optional<Chronicle> chronicle = judgeable(read, read.order(), version);
        if (events == null || version == null || chronicle.isEmpty()) {
            return;
        }
        if (version < 1 || version > chronicle.get().versions()) {
            violations.found(
                    "%s has version %d; the log has %d"
                            .formatted(Reads.describe(read), version, chronicle.get().versions()));
            return;
        }
        long last = Math.max(read.after(), read.next() == null ? version : read.next());
        violations.require(
                last <= Math.max(version, read.after()) && read.after() + events.size() == last,
                () ->
                        "%s has %d events after version %d, and should up to version %d"
                                .formatted(
                                        Reads.describe(read), events.size(), read.after(), last));
        steps(read, events, chronicle.get());
    }

    private void steps(HistoryRead read, List<Step> events, Chronicle chronicle) {
        long version = read.after();
        for (Step found : events) {
            version++;
            if (version > chronicle.versions() || !found.equals(chronicle.step((int) version))) {
                violations.found(
                        "%s has %s as version %d; the log has %s"
                                .formatted(
                                        Reads.describe(read),
                                        found,
                                        version,
                                        version > chronicle.versions()
                                                ? "none"
                                                : chronicle.step((int) version)));
                return;
            }
        }
    }

    private void list(ListRead read) {
        if (read.orders() == null) {
            return;
        }
        for (Document document : read.orders()) {
            boolean unused = committed(read, document.order(), document);
            violations.require(
                    document.status().equals(read.status()),
                    () ->
                            "%s shows %s, which is %s"
                                    .formatted(
                                            Reads.describe(read),
                                            document.order(),
                                            document.status()));
        }
    }

    /** Whether it is what the order was at that version. */
    private boolean committed(Read read, String order, Document document) {
        Optional<Chronicle> chronicle = judgeable(read, order, document.version());
        if (chronicle.isEmpty()) {
            return false;
        }
        Optional<Document> expected = chronicle.get().at(document.version());
        boolean committed =
                document.order().equals(order) && expected.equals(Optional.of(document));
        violations.require(
                committed,
                () ->
                        "%s shows %s; the log says %s"
                                .formatted(
                                        Reads.describe(read),
                                        document,
                                        expected.map(Document::toString)
                                                .orElse("that there is no such version")));
        return committed;
    }

    /** The chronicle of an order that was shown: there must be one. */
    private Optional<Chronicle> judgeable(Read read, String order, @Nullable Long version) {
        Optional<Chronicle> chronicle = chronicles.of(order);
        if (chronicle.isEmpty() && version != null) {
            violations.found(Reads.describe(read) + " shows " + order + ", which the log has not");
        }
        broken += chronicle.filter(each -> !each.whole()).isPresent() ? 1 : 0;
        return chronicle.filter(Chronicle::whole);
    }
}
