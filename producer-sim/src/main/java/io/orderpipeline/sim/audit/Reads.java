package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.reads.ReadLine.AsOfRead;
import io.orderpipeline.sim.reads.ReadLine.Document;
import io.orderpipeline.sim.reads.ReadLine.Exchange;
import io.orderpipeline.sim.reads.ReadLine.HistoryRead;
import io.orderpipeline.sim.reads.ReadLine.ListRead;
import io.orderpipeline.sim.reads.ReadLine.OrderRead;
import io.orderpipeline.sim.reads.ReadLine.Read;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What answers have in common. Pure. */
final class Reads {

    private Reads() {}

    /** That an answer shows an order to have reached a version. */
    record Sighting(String order, long version, Read read) {}

    /** The orders and versions that an answer shows. */
    static List<Sighting> sightings(Read read) {
        if (read instanceof HistoryRead history) {
            Long version = history.version();
            return version == null
                    ? List.of()
                    : List.of(new Sighting(history.order(), version, read));
        }
        return documents(read)
                .map(each -> new Sighting(each.order(), each.version(), read))
                .toList();
    }

    private static Stream<Document> documents(Read read) {
        if (read instanceof ListRead list) {
            return list.orders() == null ? Stream.empty() : list.orders().stream();
        }
        return Stream.ofNullable(document(read));
    }

    private static @Nullable Document document(Read read) {
        if (read instanceof OrderRead order) {
            return order.document();
        }
        return read instanceof AsOfRead asOf ? asOf.document() : null;
    }

    static Instant asked(Read read) {
        return Instant.parse(read.exchange().asked());
    }

    static Instant answered(Read read) {
        return Instant.parse(read.exchange().answered());
    }

    /** For people: who said it to whom, and when. */
    static String describe(Read read) {
        Exchange exchange = read.exchange();
        return "%s (status %d, session %d, asked %s of %s)"
                .formatted(
                        subject(read),
                        exchange.status(),
                        exchange.session(),
                        exchange.asked(),
                        exchange.instance());
    }

    private static String subject(Read read) {
        if (read instanceof OrderRead order) {
            return "order " + order.order();
        }
        if (read instanceof AsOfRead asOf) {
            return "order " + asOf.order() + " as of " + asOf.asOf();
        }
        if (read instanceof HistoryRead history) {
            return "history of " + history.order();
        }
        ListRead list = (ListRead) read;
        return "list of " + list.status() + ", walk " + list.walk() + " page " + list.page();
    }
}
