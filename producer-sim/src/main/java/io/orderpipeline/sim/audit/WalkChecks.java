package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.reads.ReadLine.Document;
import io.orderpipeline.sim.reads.ReadLine.ListRead;
import io.orderpipeline.sim.reads.ReadLine.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A walk through the pages of a list shows no order twice, newest first; and a complete walk shows
 * each order that the views were known to have in that status well before it began, and that never
 * left it.
 */
final class WalkChecks {

    /** Views may show an order before their lists do, though not for long. */
    static final Duration MARGIN = Duration.ofSeconds(10);

    private final Proofs proofs;
    private final Violations violations;
    private long walks;
    private long complete;

    WalkChecks(Proofs proofs, Violations violations) {
        this.proofs = proofs;
        this.violations = violations;
    }

    void check(List<Read> reads) {
        walks(reads).forEach(this::walk);
    }

    /** Says how much there was. */
    void note() {
        if (walks > 0) {
            violations.note("walks through lists: " + walks + ", complete: " + complete);
        }
    }

    /** Pages that were answered, by walk; the pages of a walk in order. */
    private static Collection<List<ListRead>> walks(List<Read> reads) {
        return reads.stream()
                .filter(ListRead.class::isInstance)
                .map(ListRead.class::cast)
                .filter(page -> page.orders() != null)
                .collect(
                        Collectors.groupingBy(
                                page -> page.exchange().session() + "/" + page.walk(),
                                LinkedHashMap::new,
                                Collectors.toList()))
                .values();
    }

    private void walk(List<ListRead> pages) {
        walks++;
        Set<String> shown = new HashSet<>();
        Instant before = Instant.MAX;
        for (ListRead page : pages) {
            for (Document document : documents(page)) {
                violations.require(
                        shown.add(document.order()),
                        () -> Reads.describe(page) + " shows " + document.order() + " again");
                Instant placedAt = Instant.parse(document.placedAt());
                violations.require(
                        !placedAt.isAfter(before),
                        () -> Reads.describe(page) + " shows " + document.order() + " too late");
                before = placedAt;
            }
        }
        if (complete(pages)) {
            complete++;
            lacksNothing(pages.get(0), shown);
        }
    }

    static List<Document> documents(ListRead page) {
        return page.orders() == null ? List.of() : page.orders();
    }

    private static boolean complete(List<ListRead> pages) {
        for (int number = 0; number < pages.size(); number++) {
            ListRead page = pages.get(number);
            boolean partial = page.missing() != null && !page.missing().isEmpty();
            if (page.page() != number || partial || page.exchange().stale()) {
                return false;
            }
        }
        return pages.get(pages.size() - 1).last();
    }

    private void lacksNothing(ListRead first, Set<String> shown) {
        Instant then = Reads.asked(first).minus(MARGIN);
        for (String order : proofs.knownBy(first.status(), then)) {
            violations.require(
                    shown.contains(order),
                    () -> Reads.describe(first) + " and its next pages do not show " + order);
        }
    }
}
